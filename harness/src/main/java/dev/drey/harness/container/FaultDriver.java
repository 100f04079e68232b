/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does to containers what the catalogue of faults says, as far as it can be done from outside, and undoes it. */
final class FaultDriver {
    static final Duration STORE_SESSION = Duration.ofSeconds(10);
    private static final Duration UNTIL_EXPIRED = STORE_SESSION.plusSeconds(5);
    private static final Duration FLAP = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final String WORKER = "TaskManagerRunner";

    private final ContainerCluster cluster;
    private final Faults faults;
    private final NetworkFaults network;
    private final Pending pending = new Pending();
    private final Map<FaultKind, Way> ways = new EnumMap<>(FaultKind.class);
    private long hinderedUntil = System.nanoTime();
    private int hindrances;
    private int made;

    /** How a fault is made. */
    private interface Way {
        void make(Fault fault) throws IOException, InterruptedException;
    }

    FaultDriver(ContainerCluster cluster) {
        this.cluster = cluster;
        this.faults = cluster.faults();
        this.network = new NetworkFaults(faults);
        ways.put(FaultKind.MASTER_FAILOVER, fault -> outage(leadingMaster(), fault.time()));
        ways.put(FaultKind.AGENT_PARTITION, fault -> link(agent(fault), fault.time(), Faults::cutOff));
        ways.put(FaultKind.AGENT_DEAF, fault -> link(agent(fault), fault.time(), Faults::deafen));
        ways.put(FaultKind.AGENT_MUTE, fault -> link(agent(fault), fault.time(), Faults::mute));
        ways.put(FaultKind.AGENT_FLAP, fault -> link(agent(fault), FLAP, Faults::reset));
        ways.put(FaultKind.AGENT_CRASH, this::crashAgent);
        ways.put(FaultKind.AGENT_RESTART, this::restartAgent);
        ways.put(FaultKind.SCHEDULER_PARTITION, fault -> link(appmaster(), fault.time(), Faults::cutOff));
        ways.put(FaultKind.SCHEDULER_DEAF, fault -> link(appmaster(), fault.time(), Faults::deafen));
        ways.put(FaultKind.SCHEDULER_MUTE, fault -> link(appmaster(), fault.time(), Faults::mute));
        ways.put(FaultKind.SCHEDULER_FLAP, fault -> link(appmaster(), FLAP, Faults::reset));
        ways.put(FaultKind.SCHEDULER_CRASH, this::crashAppmaster);
        ways.put(FaultKind.SCHEDULER_PAUSE, this::pauseAppmaster);
        ways.put(FaultKind.LINK_DROP, this::losePackets);
        ways.put(FaultKind.TASK_FAIL, fault -> faults.killOne(agentWithATask(), WORKER));
        ways.put(FaultKind.STORE_EXPIRE, this::expireSession);
        ways.put(FaultKind.STORE_FAIL, this::failStore);
        ways.put(FaultKind.FRAMEWORK_REMOVE, fault -> cluster.mesos().teardown(newestFramework()));
    }

    /** Why a fault cannot be made in containers, if so. */
    static Optional<String> problem(Fault fault) {
        if (!KINDS.contains(fault.kind())) {
            return Optional.of("nothing outside of Mesos and the appmaster can do " + fault.kind() + " to them");
        }
        return fault.kind() == FaultKind.SCHEDULER_CRASH && fault.point() != CrashPoint.NOW
                ? Optional.of("a real process cannot be made to die at the point " + fault.point())
                : Optional.empty();
    }

    private static final Set<FaultKind> KINDS = Set.of(
            FaultKind.MASTER_FAILOVER,
            FaultKind.AGENT_PARTITION,
            FaultKind.AGENT_DEAF,
            FaultKind.AGENT_MUTE,
            FaultKind.AGENT_FLAP,
            FaultKind.AGENT_CRASH,
            FaultKind.AGENT_RESTART,
            FaultKind.SCHEDULER_PARTITION,
            FaultKind.SCHEDULER_DEAF,
            FaultKind.SCHEDULER_MUTE,
            FaultKind.SCHEDULER_FLAP,
            FaultKind.SCHEDULER_CRASH,
            FaultKind.SCHEDULER_PAUSE,
            FaultKind.LINK_DROP,
            FaultKind.TASK_FAIL,
            FaultKind.STORE_EXPIRE,
            FaultKind.STORE_FAIL,
            FaultKind.FRAMEWORK_REMOVE);

    /** Makes a fault; its end comes by itself, through {@link #tick}. */
    void inject(Fault fault) throws IOException, InterruptedException {
        made++;
        ways.get(fault.kind()).make(fault);
    }

    /** Ends what is to end now. */
    void tick() throws IOException, InterruptedException {
        pending.doDue();
    }

    /** Ends everything. */
    void heal() throws IOException, InterruptedException {
        pending.doAll();
    }

    boolean isQuiet() {
        return pending.isEmpty();
    }

    int made() {
        return made;
    }

    /** Whether the appmaster or its store stands still, or did so a moment ago. */
    boolean isHindered() {
        return hindrances > 0 || System.nanoTime() < hinderedUntil;
    }

    private void hinder(Duration time, Pending.Deed end) {
        hindrances++;
        pending.after(time, () -> {
            hindrances--;
            hinderedUntil = System.nanoTime() + RECOVERY.toNanos();
            end.run();
        });
    }

    private interface Cut {
        void between(Faults faults, Member member, List<Member> others) throws IOException;
    }

    private void link(Member member, Duration time, Cut cut) throws IOException {
        pending.after(time, network.begin(member, all -> cut.between(all, member, cluster.masters())));
    }

    private void outage(Member member, Duration time) {
        faults.kill(member);
        pending.after(time, () -> faults.start(member));
    }

    private void crashAgent(Fault fault) {
        var agent = agent(fault);
        faults.kill(agent);
        pending.after(fault.time(), () -> {
            cluster.wipe(agent);
            faults.start(agent);
        });
    }

    private void restartAgent(Fault fault) throws IOException {
        var agent = agent(fault);
        faults.holdMesosProcess(agent);
        pending.after(fault.time(), () -> faults.releaseMesosProcess(agent));
    }

    private void crashAppmaster(Fault fault) throws IOException {
        var host = cluster.appmaster();
        if (fault.time().isZero() || !host.canStayAway()) {
            host.crash(faults);
            hinder(Duration.ZERO, () -> {});
        } else {
            host.kill(faults);
            hinder(fault.time(), () -> host.start(faults));
        }
    }

    private void pauseAppmaster(Fault fault) {
        var member = appmaster();
        faults.pause(member);
        hinder(fault.time(), () -> faults.unpause(member));
    }

    private void losePackets(Fault fault) throws IOException {
        for (Member agent : cluster.agents()) {
            var end = network.begin(agent, all -> all.lose(agent, cluster.masters(), fault.rate()));
            pending.after(fault.time(), end);
        }
        var end = network.begin(appmaster(), all -> all.lose(appmaster(), cluster.masters(), fault.rate()));
        pending.after(fault.time(), end);
    }

    private void expireSession(Fault fault) throws IOException {
        hinder(UNTIL_EXPIRED, network.begin(appmaster(), all -> all.cutOff(appmaster(), cluster.zooKeepers())));
    }

    private void failStore(Fault fault) {
        var leader = cluster.zooKeeperLeader()
                .orElseThrow(() -> new ClusterException("no ZooKeeper server leads that could be killed"));
        faults.kill(leader);
        hinder(fault.time(), () -> faults.start(leader));
    }

    private Member leadingMaster() throws InterruptedException {
        return cluster.mesos().leader().orElseThrow(() -> new ClusterException("no master leads that could be killed"));
    }

    private Member agent(Fault fault) {
        return cluster.agents().get(fault.agent() % cluster.agents().size());
    }

    private Member appmaster() {
        return cluster.appmaster().member();
    }

    private Member agentWithATask() throws InterruptedException {
        var tasks = cluster.frameworks().stream()
                .flatMap(framework -> framework.tasks().stream())
                .toList();
        if (tasks.isEmpty()) {
            throw new ClusterException("no task runs that could fail");
        }
        return cluster.agentOf(tasks.get(0));
    }

    private String newestFramework() throws InterruptedException {
        return cluster.frameworks().stream()
                .map(framework -> framework.info().getId().getValue())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new ClusterException("no framework is registered that could be removed"));
    }
}
