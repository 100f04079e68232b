/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * The two ways to write a reservation: the stack of frameworks with RESERVATION_REFINEMENT, which is also the internal
 * form, and the older form with a role and at most one reservation.
 */
public final class ResourceForm {
    public static final String ANY_ROLE = "*";

    private ResourceForm() {}

    /** The same resource with a stack of reservations, and neither role nor reservation. */
    public static Resource toStack(Resource resource) {
        if (!resource.hasRole() && !resource.hasReservation()) {
            return resource;
        }
        var form = resource.toBuilder().clearRole().clearReservation();
        if (resource.getReservationsCount() > 0) {
            return form.build();
        }
        if (resource.hasReservation()) {
            return form.addReservations(resource.getReservation().toBuilder()
                            .setType(ReservationInfo.Type.DYNAMIC)
                            .setRole(resource.getRole()))
                    .build();
        }
        if (!resource.getRole().equals(ANY_ROLE)) {
            form.addReservations(ReservationInfo.newBuilder()
                    .setType(ReservationInfo.Type.STATIC)
                    .setRole(resource.getRole()));
        }
        return form.build();
    }

    /** The same resource in the older form; empty if its reservation is refined, which that form cannot say. */
    public static Optional<Resource> toRole(Resource resource) {
        var stack = toStack(resource);
        if (stack.getReservationsCount() > 1) {
            return Optional.empty();
        }
        if (stack.getReservationsCount() == 0) {
            return Optional.of(stack.toBuilder().setRole(ANY_ROLE).build());
        }
        var reservation = stack.getReservations(0);
        var form = stack.toBuilder().clearReservations().setRole(reservation.getRole());
        if (reservation.getType() == ReservationInfo.Type.DYNAMIC) {
            form.setReservation(reservation.toBuilder().clearType().clearRole());
        }
        return Optional.of(form.build());
    }

    /** Both forms at once, as operator endpoints show it; a refined reservation as a stack only. */
    public static Resource toEndpoint(Resource resource) {
        var stack = toStack(resource);
        return toRole(stack)
                .map(older -> older.toBuilder()
                        .addAllReservations(stack.getReservationsList())
                        .build())
                .orElse(stack);
    }

    /** The role this is reserved to, that is the innermost one; empty if unreserved. */
    public static Optional<String> reservedTo(Resource resource) {
        var stack = toStack(resource);
        int count = stack.getReservationsCount();
        return count == 0
                ? Optional.empty()
                : Optional.of(stack.getReservations(count - 1).getRole());
    }

    /** True if the innermost reservation was made by a framework or an operator, not by the agent's flags. */
    public static boolean isDynamicallyReserved(Resource resource) {
        var stack = toStack(resource);
        int count = stack.getReservationsCount();
        return count > 0 && stack.getReservations(count - 1).getType() == ReservationInfo.Type.DYNAMIC;
    }
}
