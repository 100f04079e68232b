/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.Filters;

/**
 * What one framework refused, per role and agent, and for how long.
 *
 * <p>A candidate is held back if it is contained in what one of the filters refused; filters are not merged.
 */
final class OfferFilters {
    /* A filter never ends before the run that follows the refusal: it lasts at least one allocation interval.
     * The removal takes two steps, as the run does (tick, then run), so that a filter set after a tick and as
     * long as the interval is still there in the run of the next tick. */
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Filters DEFAULT = Filters.getDefaultInstance();

    private final Timeline timeline;
    private final Duration interval;
    private final List<Filter> filters = new ArrayList<>();

    OfferFilters(Timeline timeline, Duration interval) {
        this.timeline = timeline;
        this.interval = interval;
    }

    private record Filter(String role, String agent, Resources refused) {}

    void refuse(String role, String agent, Resources refused, Filters wish) {
        var duration = duration(wish);
        if (duration.isZero() || refused.isEmpty()) {
            return;
        }
        var filter = new Filter(role, agent, refused);
        filters.add(filter);
        var lasting = duration.compareTo(interval) < 0 ? interval : duration;
        timeline.after(
                lasting,
                "offer filter ends",
                () -> timeline.soon("offer filter removed", () -> filters.removeIf(known -> known == filter)));
    }

    boolean holdBack(String role, String agent, Resources candidate) {
        return filters.stream()
                .anyMatch(filter ->
                        filter.role.equals(role) && filter.agent.equals(agent) && filter.refused.contains(candidate));
    }

    void clear() {
        filters.clear();
    }

    void clearRole(String role) {
        clear(filter -> filter.role.equals(role));
    }

    void clearAgent(String agent) {
        clear(filter -> filter.agent.equals(agent));
    }

    SortedMap<String, Integer> activeByRole() {
        var counts = new TreeMap<String, Integer>();
        filters.forEach(filter -> counts.merge(filter.role, 1, Integer::sum));
        return counts;
    }

    private void clear(Predicate<Filter> which) {
        filters.removeIf(which);
    }

    /** How long a refusal holds; bad values are replaced in silence. */
    static Duration duration(Filters wish) {
        double seconds = wish.getRefuseSeconds();
        if (seconds > LONGEST.toSeconds()) {
            return LONGEST;
        }
        if (!(seconds >= 0)) {
            return duration(DEFAULT);
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
