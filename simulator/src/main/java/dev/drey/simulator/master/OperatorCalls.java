/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation.Type;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/** Hands each call of the operator API to the part of the master that it concerns. */
final class OperatorCalls {
    private final BiFunction<FrameworkID, Optional<String>, Answer> teardown;
    private final Supplier<MasterView> view;
    private final Weights weights;
    private final QuotaControl quotas;
    private final OperatorOperations operations;
    private final Maintenance maintenance;
    private final AgentService service;

    OperatorCalls(
            MasterState state,
            BiFunction<FrameworkID, Optional<String>, Answer> teardown,
            AgentRemoval removal,
            AgentService service) {
        this.teardown = teardown;
        this.view = new Views(state)::view;
        this.weights = new Weights(state);
        this.operations = new OperatorOperations(state);
        this.quotas = new QuotaControl(state);
        this.maintenance = new Maintenance(state, removal);
        this.service = service;
    }

    OperatorAnswer handle(Call call, Optional<String> principal) {
        return problem(call)
                .map(problem -> OperatorAnswer.refused(400, "Failed to validate master::Call: " + problem))
                .orElseGet(() -> dispatch(call, principal));
    }

    private OperatorAnswer dispatch(Call call, Optional<String> principal) {
        return switch (call.getType()) {
            case GET_HEALTH,
                    GET_FLAGS,
                    GET_VERSION,
                    GET_METRICS,
                    GET_LOGGING_LEVEL,
                    GET_STATE,
                    GET_AGENTS,
                    GET_FRAMEWORKS,
                    GET_TASKS,
                    GET_EXECUTORS,
                    GET_OPERATIONS,
                    GET_ROLES,
                    GET_WEIGHTS,
                    GET_MASTER -> OperatorAnswer.of(read(call.getType()));
            case UPDATE_WEIGHTS ->
                OperatorAnswer.of(weights.update(call.getUpdateWeights().getWeightInfosList()));
            case GET_QUOTA -> OperatorAnswer.of(quota());
            case UPDATE_QUOTA ->
                OperatorAnswer.of(quotas.update(
                        call.getUpdateQuota().getQuotaConfigsList(),
                        call.getUpdateQuota().getForce()));
            case SET_QUOTA -> OperatorAnswer.of(quotas.set(call.getSetQuota().getQuotaRequest()));
            case REMOVE_QUOTA ->
                OperatorAnswer.of(quotas.remove(call.getRemoveQuota().getRole()));
            case RESERVE_RESOURCES, UNRESERVE_RESOURCES, CREATE_VOLUMES, DESTROY_VOLUMES ->
                OperatorAnswer.of(apply(call));
            case TEARDOWN -> OperatorAnswer.of(teardown.apply(call.getTeardown().getFrameworkId(), principal));
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

    private Response read(Call.Type type) {
        var now = view.get();
        var reads = new OperatorReads(now);
        var response = Response.newBuilder().setType(Response.Type.valueOf(type.name()));
        switch (type) {
            case GET_HEALTH -> response.getGetHealthBuilder().setHealthy(true);
            case GET_FLAGS -> response.getGetFlagsBuilder();
            case GET_VERSION ->
                response.getGetVersionBuilder()
                        .getVersionInfoBuilder()
                        .setVersion(now.info().getVersion());
            case GET_METRICS ->
                now.metrics().forEach((name, value) -> response.getGetMetricsBuilder()
                        .addMetricsBuilder()
                        .setName(name)
                        .setValue(value));
            case GET_LOGGING_LEVEL -> response.getGetLoggingLevelBuilder().setLevel(0);
            case GET_STATE -> response.setGetState(reads.state());
            case GET_AGENTS -> response.setGetAgents(reads.agents());
            case GET_FRAMEWORKS -> response.setGetFrameworks(reads.frameworks());
            case GET_TASKS -> response.setGetTasks(reads.tasks());
            case GET_EXECUTORS -> response.setGetExecutors(reads.executors());
            case GET_OPERATIONS -> response.setGetOperations(reads.operations());
            case GET_ROLES -> response.setGetRoles(reads.roles());
            case GET_WEIGHTS -> response.setGetWeights(reads.weights());
            case GET_MASTER -> response.setGetMaster(reads.master());
            default -> throw new IllegalStateException("not a question: " + type);
        }
        return response.build();
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

    private Answer apply(Call call) {
        var operation = Offer.Operation.newBuilder();
        return switch (call.getType()) {
            case RESERVE_RESOURCES -> {
                var body = call.getReserveResources();
                operation.setType(Type.RESERVE).getReserveBuilder().addAllResources(body.getResourcesList());
                yield operations.apply(body.getAgentId(), operation.build());
            }
            case UNRESERVE_RESOURCES -> {
                var body = call.getUnreserveResources();
                operation.setType(Type.UNRESERVE).getUnreserveBuilder().addAllResources(body.getResourcesList());
                yield operations.apply(body.getAgentId(), operation.build());
            }
            case CREATE_VOLUMES -> {
                var body = call.getCreateVolumes();
                operation.setType(Type.CREATE).getCreateBuilder().addAllVolumes(body.getVolumesList());
                yield operations.apply(body.getAgentId(), operation.build());
            }
            default -> {
                var body = call.getDestroyVolumes();
                operation.setType(Type.DESTROY).getDestroyBuilder().addAllVolumes(body.getVolumesList());
                yield operations.apply(body.getAgentId(), operation.build());
            }
        };
    }

    private Response quota() {
        return Response.newBuilder()
                .setType(Response.Type.GET_QUOTA)
                .setGetQuota(Response.GetQuota.newBuilder().setStatus(quotas.status()))
                .build();
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
