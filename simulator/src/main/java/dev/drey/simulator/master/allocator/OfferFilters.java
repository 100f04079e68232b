/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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
    private final Consumer<String> lifted;
    private final SortedMap<String, List<Filter>> filters = new TreeMap<>();

    /** {@code lifted} is told of which agent a filter is gone. */
    OfferFilters(Timeline timeline, Duration interval, Consumer<String> lifted) {
        this.timeline = timeline;
        this.interval = interval;
        this.lifted = lifted;
    }

    private record Filter(String role, String agent, Resources refused) {}

    void refuse(String role, String agent, Resources refused, Filters wish) {
        var duration = duration(wish);
        if (duration.isZero() || refused.isEmpty()) {
            return;
        }
        var filter = new Filter(role, agent, refused);
        filters.computeIfAbsent(agent, ignored -> new ArrayList<>()).add(filter);
        var lasting = duration.compareTo(interval) < 0 ? interval : duration;
        timeline.after(
                lasting,
                "offer filter ends",
                () -> timeline.soon("offer filter removed", () -> remove(agent, known -> known == filter)));
    }

    boolean holdBack(String role, String agent, Resources candidate) {
        return filters.getOrDefault(agent, List.of()).stream()
                .anyMatch(filter -> filter.role.equals(role) && filter.refused.contains(candidate));
    }

    void clear() {
        clear(filter -> true);
    }

    void clearRole(String role) {
        clear(filter -> filter.role.equals(role));
    }

    void clearAgent(String agent) {
        remove(agent, filter -> true);
    }

    SortedMap<String, Integer> activeByRole() {
        var counts = new TreeMap<String, Integer>();
        filters.values().forEach(known -> known.forEach(filter -> counts.merge(filter.role, 1, Integer::sum)));
        return counts;
    }

    private void clear(Predicate<Filter> which) {
        List.copyOf(filters.keySet()).forEach(agent -> remove(agent, which));
    }

    private void remove(String agent, Predicate<Filter> which) {
        var known = filters.get(agent);
        if (known != null && known.removeIf(which)) {
            lifted.accept(agent);
            if (known.isEmpty()) {
                filters.remove(agent);
            }
        }
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
