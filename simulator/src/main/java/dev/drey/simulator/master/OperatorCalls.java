/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/** Hands each call of the operator API to the part of the master that it concerns. */
final class OperatorCalls {
    private final Function<FrameworkID, Answer> teardown;
    private final Maintenance maintenance;
    private final AgentService service;

    OperatorCalls(Function<FrameworkID, Answer> teardown, Maintenance maintenance, AgentService service) {
        this.teardown = teardown;
        this.maintenance = maintenance;
        this.service = service;
    }

    OperatorAnswer handle(Call call) {
        return problem(call)
                .map(problem -> OperatorAnswer.refused(400, "Failed to validate master::Call: " + problem))
                .orElseGet(() -> dispatch(call));
    }

    private OperatorAnswer dispatch(Call call) {
        return switch (call.getType()) {
            case TEARDOWN -> OperatorAnswer.of(teardown.apply(call.getTeardown().getFrameworkId()));
            case DRAIN_AGENT -> OperatorAnswer.of(drain(call.getDrainAgent()));
            case DEACTIVATE_AGENT ->
                OperatorAnswer.of(service.deactivate(call.getDeactivateAgent().getAgentId()));
            case REACTIVATE_AGENT ->
                OperatorAnswer.of(service.reactivate(call.getReactivateAgent().getAgentId()));
            case MARK_AGENT_GONE ->
                OperatorAnswer.of(service.markGone(call.getMarkAgentGone().getAgentId()));
            case GET_MAINTENANCE_STATUS -> status();
            case GET_MAINTENANCE_SCHEDULE -> schedule();
            case UPDATE_MAINTENANCE_SCHEDULE ->
                OperatorAnswer.of(maintenance.updateSchedule(
                        call.getUpdateMaintenanceSchedule().getSchedule()));
            case START_MAINTENANCE ->
                OperatorAnswer.of(
                        maintenance.bringDown(call.getStartMaintenance().getMachinesList()));
            case STOP_MAINTENANCE ->
                OperatorAnswer.of(maintenance.bringUp(call.getStopMaintenance().getMachinesList()));
            default -> OperatorAnswer.refused(501, "Calls of type " + call.getType() + " are not implemented");
        };
    }

    private Answer drain(Call.DrainAgent call) {
        var config = DrainConfig.newBuilder().setMarkGone(call.getMarkGone());
        if (call.hasMaxGracePeriod()) {
            config.setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(nanos(call.getMaxGracePeriod())));
        }
        return service.drain(call.getAgentId(), config.build());
    }

    private static long nanos(Duration duration) {
        return TimeUnit.SECONDS.toNanos(duration.getSeconds()) + duration.getNanos();
    }

    private OperatorAnswer status() {
        return OperatorAnswer.of(Response.newBuilder()
                .setType(Response.Type.GET_MAINTENANCE_STATUS)
                .setGetMaintenanceStatus(
                        Response.GetMaintenanceStatus.newBuilder().setStatus(maintenance.status()))
                .build());
    }

    private OperatorAnswer schedule() {
        return OperatorAnswer.of(Response.newBuilder()
                .setType(Response.Type.GET_MAINTENANCE_SCHEDULE)
                .setGetMaintenanceSchedule(
                        Response.GetMaintenanceSchedule.newBuilder().setSchedule(maintenance.schedule()))
                .build());
    }

    /* The sub-message of a call has the name of its type, and must be there if there is one. */
    private static Optional<String> problem(Call call) {
        if (!call.isInitialized()) {
            return Optional.of("Not initialized: " + call.getInitializationErrorString());
        }
        if (!call.hasType() || call.getType() == Call.Type.UNKNOWN) {
            return Optional.of("Expecting 'type' to be present");
        }
        var name = call.getType().name().toLowerCase(Locale.ROOT);
        var body = Call.getDescriptor().findFieldByName(name);
        return body == null || call.hasField(body)
                ? Optional.empty()
                : Optional.of("Expecting '" + name + "' to be present");
    }
}
