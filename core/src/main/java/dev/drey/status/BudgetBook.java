/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.scheduler.FailureSettings;
import dev.drey.scheduler.Insight;
import dev.drey.scheduler.Metric;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What failures made wait, and the limits of that. Of profiles, {@value #KEPT} at most. */
final class BudgetBook {
    private static final int KEPT = 100;

    private final FailureSettings settings;
    private final Map<String, Entry> profiles = new LinkedHashMap<>();
    private Optional<FleetStatus.Pause> pause = Optional.empty();
    private Optional<Instant> nextLaunch = Optional.empty();

    private record Entry(Instant at, Insight.ProfileFailed last) {}

    BudgetBook(FailureSettings settings) {
        this.settings = settings;
    }

    void failed(Instant now, Insight.ProfileFailed failure) {
        profiles.remove(failure.profile());
        profiles.put(failure.profile(), new Entry(now, failure));
        if (profiles.size() > KEPT) {
            profiles.remove(profiles.keySet().iterator().next());
        }
    }

    void paused(Insight.LaunchesPaused paused) {
        pause = Optional.of(new FleetStatus.Pause(paused.until(), paused.reason()));
    }

    void nextLaunch(Optional<Instant> at) {
        nextLaunch = at;
    }

    FleetStatus.Budgets budgets(Instant now, Map<String, Long> counters) {
        profiles.values()
                .removeIf(entry ->
                        !entry.last().streak().until().plus(settings.stable()).isAfter(now));
        return new FleetStatus.Budgets(
                limits(),
                nextLaunch.filter(at -> at.isAfter(now)),
                pause.filter(lasting -> lasting.until().isAfter(now)),
                count(counters, Metric.DISASTERS),
                count(counters, Metric.CRASH_LOOPS),
                profiles.values().stream().map(entry -> profile(now, entry)).toList());
    }

    private FleetStatus.Limits limits() {
        return new FleetStatus.Limits(
                settings.profile().first(),
                settings.profile().cap(),
                settings.agent().first(),
                settings.agent().cap(),
                settings.stable(),
                settings.disasterAgents(),
                settings.disasterWindow(),
                settings.disasterPause());
    }

    private static FleetStatus.FailingProfile profile(Instant now, Entry entry) {
        var last = entry.last();
        return new FleetStatus.FailingProfile(
                last.profile(),
                last.streak().failures(),
                Optional.of(last.streak().until()).filter(until -> until.isAfter(now)),
                entry.at(),
                last.reason());
    }

    private static long count(Map<String, Long> counters, Metric metric) {
        return counters.getOrDefault(metric.name().toLowerCase(Locale.ROOT), 0L);
    }
}
