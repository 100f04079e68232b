/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

/**
 * The hierarchical allocator: decides which framework is offered what.
 *
 * <p>Runs at each tick over all agents, and soon after some events over the agents they concern; requests that arrive
 * before the run starts become one run. Nothing else makes it run.
 */
public final class Allocator {
    /* After a failover with quota: this part of the known agents must be back, or so much time must have passed. */
    private static final double RECOVERY_FACTOR = 0.8;
    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(10);

    private final AllocatorConfig config;
    private final Eligibility eligibility;
    private final Timeline timeline;
    private final Chance chance;
    private final OfferSink sink;
    private final Sorters sorters;
    private final Allocations allocations;
    private final SortedMap<String, KnownFramework> frameworks = new TreeMap<>();
    private final SortedMap<String, KnownAgent> agents = new TreeMap<>();
    private final SortedMap<String, Quota> quotas = new TreeMap<>();
    private final SortedSet<String> candidates = new TreeSet<>();
    private final Prospects prospects = new Prospects();
    private final Evacuations evacuations;
    private int awaitedAgents;
    private boolean runPending;
    private boolean ticked;
    private long runs;

    public Allocator(AllocatorConfig config, Timeline timeline, Chance chance, OfferSink sink) {
        this.config = config;
        this.timeline = timeline;
        this.chance = chance;
        this.sink = sink;
        this.eligibility = new Eligibility(config);
        this.sorters = new Sorters(config);
        this.allocations = new Allocations(sorters);
        this.evacuations = new Evacuations(timeline);
    }

    /** Starts the ticks. */
    public void start() {
        timeline.after(config.interval(), "allocation tick", () -> {
            requestTick();
            start();
        });
    }

    /** After a failover: without quota nothing happens, with it offers wait for most of the agents. */
    public void recover(int knownAgents) {
        int needed = (int) (knownAgents * RECOVERY_FACTOR);
        if (!quotas.isEmpty() && needed > 0) {
            awaitedAgents = needed;
            timeline.after(RECOVERY_TIMEOUT, "allocator recovery timeout", () -> awaitedAgents = 0);
        }
    }

    /** Replaces the quota of a top-level role. Takes effect at the next run; nothing else happens. */
    public void setQuota(String role, Quota quota) {
        if (quota.equals(Quota.NONE)) {
            quotas.remove(role);
        } else {
            quotas.put(role, quota);
        }
        prospects.addAll(agents.keySet());
    }

    public void addFramework(FrameworkProfile profile, boolean active) {
        var filters = new OfferFilters(timeline, config.interval(), prospects::add);
        var framework = new KnownFramework(profile, active, filters);
        frameworks.put(profile.id(), framework);
        profile.roles().forEach(role -> sorters.track(role, profile.id(), framework.wantsOffersFor(role)));
        if (active) {
            requestRun(agents.keySet());
        }
    }

    /**
     * New roles, capabilities and so on. Takes effect at the next tick. Roles no longer suppressed lose their
     * filters.
     */
    public void updateFramework(FrameworkProfile profile) {
        prospects.addAll(agents.keySet());
        var framework = frameworks.get(profile.id());
        var before = framework.profile;
        framework.profile = profile;
        for (String role : before.roles()) {
            if (!profile.roles().contains(role)) {
                framework.filters.clearRole(role);
                sorters.track(role, profile.id(), false);
                allocations.untrackIfIdle(framework, role);
            } else if (before.suppressed().contains(role)
                    && !profile.suppressed().contains(role)) {
                framework.filters.clearRole(role);
            }
        }
        trackAll(framework);
    }

    /** The framework is back: offers come at once. */
    public void activateFramework(String id) {
        var framework = frameworks.get(id);
        framework.active = true;
        trackAll(framework);
        requestRun(agents.keySet());
    }

    /** The framework is away: no offers, and its filters are gone. */
    public void deactivateFramework(String id) {
        var framework = frameworks.get(id);
        framework.active = false;
        framework.filters.clear();
        evacuations.clearFilters(id);
        trackAll(framework);
    }

    public void removeFramework(String id) {
        prospects.addAll(agents.keySet());
        var framework = frameworks.remove(id);
        agents.values().forEach(agent -> allocations.removeAll(framework, agent));
        framework.profile.roles().forEach(role -> sorters.untrack(role, id));
    }

    /** {@code used} are the resources of tasks and executors that came with the agent, by framework. */
    public void addAgent(AgentDescription description, Resources total, Map<String, Resources> used) {
        var agent = new KnownAgent(description, total);
        agents.put(agent.id, agent);
        if (agents.size() >= awaitedAgents) {
            awaitedAgents = 0;
        }
        sorters.addTotal(total);
        used.forEach((framework, resources) -> resources
                .allocationRoles()
                .forEach(role ->
                        allocations.add(frameworks.get(framework), agent, role, resources.ofAllocationRole(role))));
        requestRun(Set.of(agent.id));
    }

    /** The agent came back with other resources, attributes or capabilities. */
    public void updateAgent(AgentDescription description, Resources total) {
        var id = description.info().getId().getValue();
        var agent = agents.get(id);
        boolean attributesChanged =
                !agent.info().getAttributesList().equals(description.info().getAttributesList());
        agent.description = description;
        setTotal(agent, total);
        if (attributesChanged) {
            frameworks.values().forEach(framework -> framework.filters.clearAgent(id));
        }
        requestRun(Set.of(id));
    }

    public void removeAgent(String id) {
        var agent = agents.get(id);
        for (KnownFramework framework : frameworks.values()) {
            allocations.removeAll(framework, agent);
            framework.filters.clearAgent(id);
        }
        agents.remove(id);
        prospects.remove(id);
        evacuations.forget(id);
        sorters.removeTotal(agent.total);
    }

    /** An inactive agent keeps what is allocated and is not offered. Reactivation shows at the next tick. */
    public void setAgentActive(String id, boolean active) {
        prospects.add(id);
        agents.get(id).active = active;
    }

    /** Resources come back; {@code filters} if the framework refused them. Does not make a run. */
    public void recover(String framework, String agent, Resources resources, Optional<Filters> filters) {
        var owner = frameworks.get(framework);
        var place = agents.get(agent);
        if (owner == null || place == null) {
            return;
        }
        prospects.add(agent);
        for (String role : resources.allocationRoles()) {
            var part = resources.ofAllocationRole(role);
            allocations.remove(owner, place, role, part);
            if (owner.active) {
                filters.ifPresent(wish -> owner.filters.refuse(role, agent, part.unallocated(), wish));
            }
        }
    }

    /** A framework uses another copy of a shared volume that it was offered. */
    public void share(String framework, String agent, Resources copy) {
        for (String role : copy.allocationRoles()) {
            allocations.add(frameworks.get(framework), agents.get(agent), role, copy.ofAllocationRole(role));
        }
    }

    /** Offered resources were reserved or unreserved, or became volumes or plain disk. */
    public void convert(String framework, String agent, String role, Conversion conversion) {
        var place = agents.get(agent);
        prospects.add(agent);
        allocations.convert(frameworks.get(framework), place, role, conversion);
        place.total = conversion.unallocated().apply(place.total);
    }

    /** What was held for an operation that was under way has become something else; {@code total} is all there is. */
    public void convertHeld(String framework, String agent, Conversion conversion, Resources total) {
        var owner = frameworks.get(framework);
        var place = agents.get(agent);
        setTotal(place, total);
        if (owner != null) {
            conversion
                    .consumed()
                    .allocationRoles()
                    .forEach(role -> allocations.convert(owner, place, role, conversion));
        }
    }

    /** The agent will be, or after all will not be, unavailable. Makes a run. */
    public void updateUnavailability(String agent, Optional<Unavailability> unavailability) {
        evacuations.plan(agent, unavailability);
        requestRun(Set.of(agent));
    }

    public void inverseOfferAnswered(String agent, InverseOfferStatus answer, Filters filters) {
        evacuations.answered(agent, answer, filters);
    }

    public void inverseOfferVoid(String agent, String framework) {
        evacuations.unanswered(agent, framework);
    }

    /** What frameworks answered last to inverse offers of an agent. */
    public List<InverseOfferStatus> inverseOfferStatuses(String agent) {
        return evacuations.answers(agent);
    }

    /** The same, of what nobody has. */
    public void convertFree(String agent, Conversion conversion) {
        setTotal(agents.get(agent), conversion.apply(agents.get(agent).total));
    }

    public void suppress(String framework, Set<String> roles) {
        setSuppressed(frameworks.get(framework), roles, true);
    }

    /** Wants offers again: suppression and filters of these roles are gone, and offers come at once. */
    public void revive(String framework, Set<String> roles) {
        var known = frameworks.get(framework);
        setSuppressed(known, roles, false);
        roles.forEach(known.filters::clearRole);
        evacuations.clearFilters(framework);
        requestRun(agents.keySet());
    }

    /** Shows in the order of the next run; nothing else happens. */
    public void setWeight(String role, double weight) {
        sorters.setWeight(role, weight);
    }

    /** True if a framework is subscribed to the role, or has something in it. */
    public boolean knowsRole(String role) {
        return sorters.roles().contains(role);
    }

    public long runs() {
        return runs;
    }

    /** How many filters are active, by role. */
    public SortedMap<String, Integer> activeFilters() {
        var counts = new TreeMap<String, Integer>();
        sorters.roles().forEach(role -> counts.put(role, 0));
        frameworks.values().forEach(framework -> framework
                .filters
                .activeByRole()
                .forEach((role, count) -> counts.merge(role, count, Integer::sum)));
        return counts;
    }

    /** The share of each role, before weights. */
    public SortedMap<String, Double> dominantShares() {
        var result = new TreeMap<String, Double>();
        sorters.roles().forEach(role -> result.put(role, sorters.dominantShare(role)));
        return result;
    }

    private void setTotal(KnownAgent agent, Resources total) {
        prospects.add(agent.id);
        sorters.removeTotal(agent.total);
        sorters.addTotal(total);
        agent.total = total;
    }

    private void setSuppressed(KnownFramework framework, Set<String> roles, boolean suppress) {
        var changes = new TreeMap<String, Boolean>();
        roles.forEach(role -> changes.put(role, suppress));
        framework.profile = framework.profile.withSuppressed(changes);
        trackAll(framework);
    }

    private void trackAll(KnownFramework framework) {
        framework.profile.roles().forEach(role -> sorters.track(role, framework.id(), framework.wantsOffersFor(role)));
    }

    /* Which agents a tick is about is seen when it runs: until then a filter may end. */
    private void requestTick() {
        if (awaitedAgents == 0) {
            ticked = true;
            request();
        }
    }

    private void requestRun(Set<String> which) {
        prospects.addAll(which);
        if (awaitedAgents == 0) {
            candidates.addAll(which);
            request();
        }
    }

    private void request() {
        if (!runPending) {
            runPending = true;
            timeline.soon("allocation run", this::run);
        }
    }

    private void run() {
        runPending = false;
        runs++;
        if (ticked) {
            candidates.addAll(evacuations.isIdle() ? prospects.all() : agents.keySet());
        }
        ticked = false;
        var active = new ArrayList<KnownAgent>();
        candidates.stream()
                .map(agents::get)
                .filter(agent -> agent != null && eligibility.isOffered(agent))
                .forEach(active::add);
        candidates.clear();
        if (sorters.isAnybodyWaiting()) {
            allocate(active.stream()
                    .filter(agent -> prospects.all().contains(agent.id))
                    .collect(Collectors.toCollection(ArrayList::new)));
        }
        evacuations.ask(active, frameworks.values()).forEach(sink::inverseOffer);
    }

    private void allocate(List<KnownAgent> hopeful) {
        chance.shuffle("agents of an allocation run", hopeful);
        var quota = new QuotaLedger(quotas, agents.values(), frameworks.values());
        var grants = new AllocationRun(eligibility, sorters, allocations, frameworks, quota).over(hopeful);
        if (quotas.isEmpty()) {
            hopeful.forEach(agent -> prospects.remove(agent.id));
            grants.values().forEach(given -> given.forEach(grant -> prospects.add(grant.agent())));
        }
        grants.forEach(sink::offer);
    }
}
