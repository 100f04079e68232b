/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * An operator of the cluster, who takes agents out of service and back into it by calls to the leading master.
 *
 * <p>What takes an agent out is tried once; what takes it back is tried until a master does it.
 */
final class Operator {
    private static final String LANE = "operator";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 120;
    private static final double LIGHT = 1.0;
    private static final double HEAVY = 2.0;

    private final Masters masters;
    private final Timeline timeline;
    private final Seam seam;
    private final Set<AgentID> drained = new LinkedHashSet<>();
    private final Set<SimulatedAgent> maintained = new LinkedHashSet<>();
    private double weight = LIGHT;

    Operator(Masters masters, Timeline timeline, Seam seam) {
        this.masters = masters;
        this.timeline = timeline;
        this.seam = seam;
    }

    /** A changed weight of any role in use makes a master rescind all offers. */
    void rescindOffers() {
        weight = weight == LIGHT ? HEAVY : LIGHT;
        masters.leader().ifPresent(leader -> {
            var roles = new LinkedHashSet<String>();
            leader.view().frameworks().forEach(framework -> roles.addAll(roles(framework.info())));
            var weights = Call.UpdateWeights.newBuilder();
            roles.forEach(role ->
                    weights.addWeightInfos(WeightInfo.newBuilder().setRole(role).setWeight(weight)));
            call(leader, Call.newBuilder().setType(Call.Type.UPDATE_WEIGHTS).setUpdateWeights(weights));
        });
    }

    private static List<String> roles(FrameworkInfo info) {
        return info.getRolesCount() > 0 ? info.getRolesList() : List.of(info.getRole());
    }

    void markGone(SimulatedAgent agent) {
        agent.id().ifPresent(id -> masters.leader()
                .ifPresent(leader -> call(
                        leader,
                        Call.newBuilder()
                                .setType(Call.Type.MARK_AGENT_GONE)
                                .setMarkAgentGone(
                                        Call.MarkAgentGone.newBuilder().setAgentId(id)))));
    }

    /** Its tasks have to end within ten seconds. */
    void drain(SimulatedAgent agent) {
        agent.id().ifPresent(id -> masters.leader().ifPresent(leader -> {
            var drain = Call.DrainAgent.newBuilder()
                    .setAgentId(id)
                    .setMaxGracePeriod(com.google.protobuf.Duration.newBuilder().setSeconds(GRACE.toSeconds()));
            if (call(leader, Call.newBuilder().setType(Call.Type.DRAIN_AGENT).setDrainAgent(drain))) {
                drained.add(id);
            }
        }));
    }

    /** Takes all drained agents back into service. */
    void reactivate() {
        var all = List.copyOf(drained);
        drained.clear();
        for (AgentID id : all) {
            insist(
                    ATTEMPTS,
                    leader -> call(
                            leader,
                            Call.newBuilder()
                                    .setType(Call.Type.REACTIVATE_AGENT)
                                    .setReactivateAgent(
                                            Call.ReactivateAgent.newBuilder().setAgentId(id))));
        }
    }

    /** Announces maintenance, takes the machine down after half the time, and up again at the end. */
    void maintain(SimulatedAgent agent, Fault fault) {
        var half = fault.time().dividedBy(2);
        var machine = agent.machine();
        masters.leader().ifPresent(leader -> {
            var window = Window.newBuilder().addMachineIds(machine).setUnavailability(unavailability(half));
            var schedule = schedule(leader).toBuilder().addWindows(window).build();
            if (update(leader, schedule)) {
                maintained.add(agent);
                timeline.after(half, "maintenance", () -> takeDown(machine));
                timeline.after(fault.time(), "end of maintenance", () -> endMaintenance(agent));
            }
        });
    }

    /** Ends all maintenance and draining. */
    void heal() {
        reactivate();
        List.copyOf(maintained).forEach(this::endMaintenance);
    }

    private void takeDown(MachineID machine) {
        masters.leader()
                .ifPresent(leader -> call(
                        leader,
                        Call.newBuilder()
                                .setType(Call.Type.START_MAINTENANCE)
                                .setStartMaintenance(
                                        Call.StartMaintenance.newBuilder().addMachines(machine))));
    }

    private void endMaintenance(SimulatedAgent agent) {
        if (maintained.remove(agent)) {
            insist(ATTEMPTS, leader -> {
                boolean over = takeUp(leader, agent.machine());
                if (over) {
                    agent.revive();
                }
                return over;
            });
        }
    }

    private boolean takeUp(MasterModel leader, MachineID machine) {
        var schedule = schedule(leader);
        if (schedule.getWindowsList().stream()
                .noneMatch(window -> window.getMachineIdsList().contains(machine))) {
            return true;
        }
        var stop = Call.StopMaintenance.newBuilder().addMachines(machine);
        if (call(leader, Call.newBuilder().setType(Call.Type.STOP_MAINTENANCE).setStopMaintenance(stop))) {
            return true;
        }
        var rest = Schedule.newBuilder();
        schedule.getWindowsList().stream()
                .filter(window -> !window.getMachineIdsList().contains(machine))
                .forEach(rest::addWindows);
        return update(leader, rest.build());
    }

    private boolean update(MasterModel leader, Schedule schedule) {
        return call(
                leader,
                Call.newBuilder()
                        .setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE)
                        .setUpdateMaintenanceSchedule(
                                Call.UpdateMaintenanceSchedule.newBuilder().setSchedule(schedule)));
    }

    private static Schedule schedule(MasterModel leader) {
        var answer = leader.operate(
                Call.newBuilder().setType(Call.Type.GET_MAINTENANCE_SCHEDULE).build());
        return answer.response().orElseThrow().getGetMaintenanceSchedule().getSchedule();
    }

    private Unavailability unavailability(Duration half) {
        Instant start = timeline.now().plus(half);
        return Unavailability.newBuilder()
                .setStart(TimeInfo.newBuilder()
                        .setNanoseconds(Duration.between(Instant.EPOCH, start).toNanos()))
                .setDuration(DurationInfo.newBuilder().setNanoseconds(half.toNanos()))
                .build();
    }

    private void insist(int attempts, Predicate<MasterModel> attempt) {
        boolean done = masters.leader().filter(attempt).isPresent();
        if (!done && attempts > 1) {
            timeline.after(RETRY, "operator tries again", () -> insist(attempts - 1, attempt));
        }
    }

    private boolean call(MasterModel leader, Call.Builder call) {
        var answer = leader.operate(call.build()).answer();
        var outcome = answer.isRefused() ? ": " + answer.body() : "";
        seam.note(LANE, answer.isRefused() ? Trace.Kind.REFUSED : Trace.Kind.CALL, call.getType() + outcome);
        return !answer.isRefused();
    }
}
