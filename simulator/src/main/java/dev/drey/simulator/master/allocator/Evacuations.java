/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.master.allocator.OfferSink.Notice;
import dev.drey.simulator.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

/**
 * Asks frameworks to leave agents that will be unavailable: each one that has something there, again and again, as long
 * as no question is open and no filter holds. An answer changes nothing but when the next question comes.
 */
final class Evacuations {
    private final Timeline timeline;
    private final SortedMap<String, Plan> plans = new TreeMap<>();
    private final List<Filter> filters = new ArrayList<>();

    Evacuations(Timeline timeline) {
        this.timeline = timeline;
    }

    private record Filter(String agent, String framework) {}

    private static final class Plan {
        private final Unavailability unavailability;
        private final SortedSet<String> asked = new TreeSet<>();
        private final SortedMap<String, InverseOfferStatus> answers = new TreeMap<>();

        private Plan(Unavailability unavailability) {
            this.unavailability = unavailability;
        }
    }

    /** What was asked and answered before is void. */
    void plan(String agent, Optional<Unavailability> unavailability) {
        forget(agent);
        unavailability.ifPresent(when -> plans.put(agent, new Plan(when)));
    }

    void forget(String agent) {
        plans.remove(agent);
        filters.removeIf(filter -> filter.agent.equals(agent));
    }

    /** Whether no agent is to be left. */
    boolean isIdle() {
        return plans.isEmpty();
    }

    void clearFilters(String framework) {
        filters.removeIf(filter -> filter.framework.equals(framework));
    }

    /** Whom to ask now, by framework; from now on these questions are open. */
    SortedMap<String, List<Notice>> ask(List<KnownAgent> agents, Iterable<KnownFramework> frameworks) {
        var notices = new TreeMap<String, List<Notice>>();
        for (KnownAgent agent : agents) {
            var plan = plans.get(agent.id);
            if (plan == null) {
                continue;
            }
            for (KnownFramework framework : frameworks) {
                if (isToBeAsked(framework, agent.id, plan)) {
                    plan.asked.add(framework.id());
                    notices.computeIfAbsent(framework.id(), key -> new ArrayList<>())
                            .add(new Notice(agent.id, plan.unavailability));
                }
            }
        }
        return notices;
    }

    void answered(String agent, InverseOfferStatus answer, Filters wish) {
        var framework = answer.getFrameworkId().getValue();
        var plan = plans.get(agent);
        if (plan != null && plan.asked.remove(framework)) {
            plan.answers.put(framework, answer);
        }
        var duration = OfferFilters.duration(wish);
        if (!duration.isZero()) {
            var filter = new Filter(agent, framework);
            filters.add(filter);
            timeline.after(duration, "inverse offer filter ends", () -> filters.removeIf(known -> known == filter));
        }
    }

    /** The question was taken back. */
    void unanswered(String agent, String framework) {
        Optional.ofNullable(plans.get(agent)).ifPresent(plan -> plan.asked.remove(framework));
    }

    List<InverseOfferStatus> answers(String agent) {
        return Optional.ofNullable(plans.get(agent))
                .map(plan -> List.copyOf(plan.answers.values()))
                .orElse(List.of());
    }

    private boolean isToBeAsked(KnownFramework framework, String agent, Plan plan) {
        return framework.active
                && !plan.asked.contains(framework.id())
                && framework.hasAllocationsOn(agent)
                && filters.stream()
                        .noneMatch(filter -> filter.agent.equals(agent) && filter.framework.equals(framework.id()));
    }
}
