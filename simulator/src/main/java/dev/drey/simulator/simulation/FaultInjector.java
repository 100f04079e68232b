/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Does to a world what a fault says, and undoes it when its time is over. */
final class FaultInjector {
    private static final String MASTER = Masters.NODE;
    private static final String SCHEDULER = FrameworkHosts.NODE;
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration LONGEST_LAG = Duration.ofSeconds(10);
    private static final Duration SLOW_START = Duration.ofSeconds(50);
    private static final Duration SLOW_STORE = Duration.ofSeconds(3);
    private static final List<Duration> CLEANING = List.of(Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(5));
    private static final int EXIT_1 = 256;

    private final World<?> world;
    private final Timeline timeline;
    private final Choices choices;
    private final Seam seam;
    private final Endings endings;
    private final Operator operator;
    private final AgentFaults agentFaults;
    private final List<Neighbour> neighbours = new ArrayList<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    FaultInjector(World<?> world, Timeline timeline, Choices choices, Seam seam) {
        this.world = world;
        this.timeline = timeline;
        this.choices = choices;
        this.seam = seam;
        this.endings = new Endings(timeline, seam);
        this.operator = new Operator(world.masters(), timeline, seam);
        this.agentFaults = new AgentFaults(world, endings, operator);
    }

    /** How often each kind of fault was injected, by name. */
    SortedMap<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    void inject(Fault fault) {
        counts.merge(fault.kind().toString(), 1, Integer::sum);
        seam.note("faults", Kind.FAULT, fault.toString());
        switch (fault.kind()) {
            case MASTER_FAILOVER, MASTER_FORGET -> failMaster(fault);
            case AGENT_PARTITION, AGENT_DEAF, AGENT_MUTE, AGENT_CRASH, AGENT_LEAVE, AGENT_FLAP ->
                agentFaults.inject(fault);
            case AGENT_RESTART, AGENT_WIPE, AGENT_GONE, AGENT_DRAIN, MAINTENANCE -> agentFaults.inject(fault);
            case OFFERS_RESCIND -> operator.rescindOffers();
            case SCHEDULER_PARTITION, SCHEDULER_DEAF, SCHEDULER_MUTE, SCHEDULER_FLAP -> cutScheduler(fault);
            case SCHEDULER_CRASH -> world.hosts().crash(fault.point(), fault.time());
            case SCHEDULER_PAUSE -> pauseScheduler(fault);
            case UPGRADE -> world.hosts().upgrade(fault.time());
            case LEADER_SPLIT -> world.hosts().start();
            case CLOCK_JUMP -> world.hosts().newest().ifPresent(process -> process.setClockForward(fault.time()));
            case LINK_DROP, LINK_DELAY, LINK_DUPLICATE, STATUS_LOST_ACK, STATUS_REORDER -> spoilNetwork(fault);
            case TASK_FAIL -> endTask(EXIT_1);
            case TASK_FINISH -> endTask(0);
            case TASK_LAUNCH_FAIL, TASK_SLOW_START, ARTIFACT_UNAVAILABLE -> spoilLaunches(fault);
            case STORE_EXPIRE, STORE_SLOW, STORE_FAIL, STORE_TORN -> spoilStore(fault);
            case FRAMEWORK_REMOVE -> removeFramework();
            case NEIGHBOUR_GREEDY -> inviteNeighbour(fault, Appetite.GREEDY);
            case NEIGHBOUR_SILENT -> inviteNeighbour(fault, Appetite.SILENT);
            case OFFERS_SKEW -> inviteNeighbour(fault, Appetite.SKEWED);
        }
    }

    /** Ends all faults. */
    void heal() {
        seam.note("faults", Kind.FAULT, "all is healed");
        world.network().heal();
        world.conditions().heal();
        world.store().heal();
        world.loseAcknowledgements(false);
        world.hosts().disarm();
        world.masters().elect();
        world.agents().forEach(SimulatedAgent::revive);
        operator.heal();
        neighbours.forEach(neighbour -> neighbour.id().ifPresent(world::expel));
        world.hosts().newest().ifPresent(FrameworkProcess::goOn);
        world.hosts().startUnlessAlive();
        for (Duration later : CLEANING) {
            timeline.after(later, "operator cleans up", this::cleanUp);
        }
    }

    /* An agent may hear of its end only when it is back, and then its operator starts a new one. */
    private void cleanUp() {
        world.removeAgain();
        world.agents().forEach(SimulatedAgent::revive);
    }

    private void failMaster(Fault fault) {
        world.masters().fail();
        if (fault.kind() == FaultKind.MASTER_FORGET) {
            world.masters().forget();
        }
        after(fault, () -> world.masters().elect());
    }

    private void cutScheduler(Fault fault) {
        switch (fault.kind()) {
            case SCHEDULER_PARTITION -> cut(fault, true, true);
            case SCHEDULER_DEAF -> cut(fault, false, true);
            case SCHEDULER_MUTE -> cut(fault, true, false);
            default -> world.hosts().newest().ifPresent(FrameworkProcess::flap);
        }
    }

    private void cut(Fault fault, boolean there, boolean back) {
        var cut = new Cut(world.network(), SCHEDULER, MASTER, there, back);
        endings.during(fault, cut::begin, cut::end);
    }

    private void pauseScheduler(Fault fault) {
        world.hosts().newest().ifPresent(process -> {
            process.pause();
            after(fault, process::goOn);
        });
    }

    private void spoilNetwork(Fault fault) {
        var network = world.network();
        switch (fault.kind()) {
            case LINK_DROP -> during(fault, () -> network.lose(fault.rate()), () -> network.lose(0));
            case LINK_DELAY -> during(fault, () -> network.delay(LATE), () -> network.delay(Duration.ZERO));
            case LINK_DUPLICATE -> during(fault, () -> network.duplicate(fault.rate()), () -> network.duplicate(0));
            case STATUS_REORDER ->
                during(fault, this::lagAgents, () -> world.network().catchUp());
            default -> during(fault, () -> world.loseAcknowledgements(true), () -> world.loseAcknowledgements(false));
        }
    }

    private void lagAgents() {
        for (SimulatedAgent agent : world.agents()) {
            var lag = choices.between("lag of an agent", Duration.ZERO, LONGEST_LAG);
            world.network().route(agent.node(), MASTER).lag(lag);
        }
    }

    private void endTask(int status) {
        var hosts = world.agents().stream()
                .flatMap(agent -> agent.containers().stream())
                .filter(containers -> containers.running() > 0)
                .toList();
        if (!hosts.isEmpty()) {
            var containers = choices.pick("agent of the task", hosts);
            containers.exit(choices.below("task to end", containers.running()), status);
        }
    }

    private void spoilLaunches(Fault fault) {
        var conditions = world.conditions();
        switch (fault.kind()) {
            case TASK_LAUNCH_FAIL ->
                during(fault, () -> conditions.failLaunches(true), () -> conditions.failLaunches(false));
            case ARTIFACT_UNAVAILABLE ->
                during(fault, () -> conditions.failFetches(true), () -> conditions.failFetches(false));
            default -> during(fault, () -> conditions.slowDown(SLOW_START), () -> conditions.slowDown(Duration.ZERO));
        }
    }

    private void spoilStore(Fault fault) {
        var store = world.store();
        switch (fault.kind()) {
            case STORE_EXPIRE -> store.expireSession();
            case STORE_SLOW -> during(fault, () -> store.slowDown(SLOW_STORE), () -> store.slowDown(Duration.ZERO));
            case STORE_FAIL -> during(fault, () -> store.disturb(fault.rate(), 0), () -> store.disturb(0, 0));
            default -> during(fault, () -> store.disturb(0, fault.rate()), () -> store.disturb(0, 0));
        }
    }

    private void removeFramework() {
        List<String> ids = List.copyOf(world.frameworks());
        if (!ids.isEmpty()) {
            world.removeFramework(ids.get(ids.size() - 1));
        }
    }

    private void inviteNeighbour(Fault fault, Appetite appetite) {
        world.masters().leader().ifPresent(leader -> {
            var neighbour = new Neighbour(leader, timeline, appetite, seam);
            neighbours.add(neighbour);
            neighbour.subscribe();
            after(fault, () -> neighbour.id().ifPresent(world::expel));
        });
    }

    private void during(Fault fault, Runnable begin, Runnable end) {
        endings.during(fault, begin, end);
    }

    private void after(Fault fault, Runnable end) {
        endings.after(fault, end);
    }
}
