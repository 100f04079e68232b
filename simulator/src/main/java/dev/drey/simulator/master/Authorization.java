/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.Acls.Action;
import dev.drey.simulator.resources.ResourceForm;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What frameworks may not do, according to the master's ACLs. */
final class Authorization {
    private final Acls acls;

    Authorization(Acls acls) {
        this.acls = acls;
    }

    /** Each role needs a permission of its own. */
    Optional<String> registrationProblem(FrameworkInfo info, Iterable<String> roles) {
        for (String role : roles) {
            if (!acls.allow(Action.REGISTER_FRAMEWORK, principal(info), Optional.of(role))) {
                return Optional.of("Not authorized to use role '" + role + "'");
            }
        }
        return Optional.empty();
    }

    Optional<String> taskProblem(FrameworkInfo info, TaskInfo task) {
        var user = user(info, task);
        return acls.allow(Action.RUN_TASK, principal(info), Optional.of(user))
                ? Optional.empty()
                : Optional.of("Task '" + task.getTaskId().getValue() + "' is not authorized to launch as user '" + user
                        + "'");
    }

    Optional<String> operationProblem(FrameworkInfo info, Offer.Operation operation) {
        boolean allowed =
                switch (operation.getType()) {
                    case RESERVE ->
                        allRoles(Action.RESERVE, info, operation.getReserve().getResourcesList());
                    case UNRESERVE ->
                        operation.getUnreserve().getResourcesList().stream()
                                .allMatch(kind -> acls.allow(Action.UNRESERVE, principal(info), reserver(kind)));
                    case CREATE ->
                        allRoles(
                                Action.CREATE_VOLUME,
                                info,
                                operation.getCreate().getVolumesList());
                    case DESTROY ->
                        operation.getDestroy().getVolumesList().stream()
                                .allMatch(kind -> acls.allow(Action.DESTROY_VOLUME, principal(info), creator(kind)));
                    case GROW_VOLUME ->
                        allRoles(
                                Action.RESIZE_VOLUME,
                                info,
                                List.of(operation.getGrowVolume().getVolume()));
                    case SHRINK_VOLUME ->
                        allRoles(
                                Action.RESIZE_VOLUME,
                                info,
                                List.of(operation.getShrinkVolume().getVolume()));
                    default -> true;
                };
        return allowed ? Optional.empty() : Optional.of("Not authorized for " + operation.getType());
    }

    boolean mayTearDown(Optional<String> operator, FrameworkInfo info) {
        return acls.allow(Action.TEARDOWN_FRAMEWORK, operator, principal(info));
    }

    private boolean allRoles(Action action, FrameworkInfo info, List<Resource> resources) {
        return resources.stream().allMatch(kind -> acls.allow(action, principal(info), ResourceForm.reservedTo(kind)));
    }

    private static Optional<String> principal(FrameworkInfo info) {
        return info.hasPrincipal() ? Optional.of(info.getPrincipal()) : Optional.empty();
    }

    private static String user(FrameworkInfo info, TaskInfo task) {
        if (task.getCommand().hasUser()) {
            return task.getCommand().getUser();
        }
        var ofExecutor = task.getExecutor().getCommand();
        return ofExecutor.hasUser() ? ofExecutor.getUser() : info.getUser();
    }

    private static Optional<String> reserver(Resource resource) {
        var stack = ResourceForm.toStack(resource);
        int count = stack.getReservationsCount();
        return count > 0 && stack.getReservations(count - 1).hasPrincipal()
                ? Optional.of(stack.getReservations(count - 1).getPrincipal())
                : Optional.empty();
    }

    private static Optional<String> creator(Resource volume) {
        var persistence = volume.getDisk().getPersistence();
        return persistence.hasPrincipal() ? Optional.of(persistence.getPrincipal()) : Optional.empty();
    }
}
