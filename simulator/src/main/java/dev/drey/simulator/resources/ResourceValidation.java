/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/** What makes a resource valid wherever it appears. */
public final class ResourceValidation {

    private ResourceValidation() {}

    /** The first problem of the first bad resource, if any. */
    public static Optional<String> problem(Iterable<Resource> resources) {
        for (Resource resource : resources) {
            var problem = problem(resource);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    public static Optional<String> problem(Resource resource) {
        if (resource.getName().isEmpty()) {
            return Optional.of("Empty resource name");
        }
        return valueProblem(resource)
                .or(() -> reservationProblem(resource))
                .or(() -> diskProblem(resource))
                .or(() -> sharedProblem(resource))
                .map(text -> "Invalid resource '" + resource.getName() + "': " + text);
    }

    private static Optional<String> valueProblem(Resource resource) {
        return switch (resource.getType()) {
            case SCALAR -> scalarProblem(resource);
            case RANGES -> rangesProblem(resource);
            case SET -> setProblem(resource);
            case TEXT -> Optional.of("type TEXT is not a resource type");
        };
    }

    private static Optional<String> scalarProblem(Resource resource) {
        double value = resource.getScalar().getValue();
        if (!resource.hasScalar() || resource.hasRanges() || resource.hasSet()) {
            return Optional.of("expected a scalar value and nothing else");
        }
        if (!Double.isFinite(value) || value < 0) {
            return Optional.of("a scalar cannot be negative, infinite or not a number");
        }
        if (value != 0 && Scalar.toMillis(value) == 0) {
            return Optional.of("a scalar cannot be smaller than one thousandth");
        }
        return Optional.empty();
    }

    private static Optional<String> rangesProblem(Resource resource) {
        if (!resource.hasRanges() || resource.hasScalar() || resource.hasSet()) {
            return Optional.of("expected ranges and nothing else");
        }
        List<Value.Range> ranges = resource.getRanges().getRangeList();
        for (int i = 0; i < ranges.size(); i++) {
            var range = ranges.get(i);
            if (range.getBegin() > range.getEnd()) {
                return Optional.of("a range ends before it begins");
            }
            for (Value.Range other : ranges.subList(0, i)) {
                if (range.getBegin() <= other.getEnd() && other.getBegin() <= range.getEnd()) {
                    return Optional.of("ranges overlap");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> setProblem(Resource resource) {
        if (!resource.hasSet() || resource.hasScalar() || resource.hasRanges()) {
            return Optional.of("expected a set and nothing else");
        }
        var items = resource.getSet().getItemList();
        return new LinkedHashSet<>(items).size() < items.size()
                ? Optional.of("a set cannot hold the same item twice")
                : Optional.empty();
    }

    private static Optional<String> reservationProblem(Resource resource) {
        if (resource.getReservationsCount() > 0 && (resource.hasRole() || resource.hasReservation())) {
            return Optional.of("'reservations' cannot be combined with 'role' or 'reservation'");
        }
        if (resource.hasRole()) {
            var problem = RoleName.problem(resource.getRole());
            if (problem.isPresent()) {
                return problem;
            }
        }
        if (resource.hasReservation() && resource.getRole().equals(ResourceForm.ANY_ROLE)) {
            return Optional.of("what is reserved cannot belong to the role '*'");
        }
        if (resource.hasRevocable() && ResourceForm.isDynamicallyReserved(resource)) {
            return Optional.of("what is revocable cannot be dynamically reserved");
        }
        return stackProblem(resource.getReservationsList());
    }

    private static Optional<String> stackProblem(List<ReservationInfo> stack) {
        for (int i = 0; i < stack.size(); i++) {
            var reservation = stack.get(i);
            if (!reservation.hasType() || !reservation.hasRole()) {
                return Optional.of("a reservation needs a type and a role");
            }
            var problem = RoleName.problem(reservation.getRole());
            if (problem.isPresent() || reservation.getRole().equals(ResourceForm.ANY_ROLE)) {
                return problem.or(() -> Optional.of("a reservation cannot be for the role '*'"));
            }
            if (i > 0 && reservation.getType() == ReservationInfo.Type.STATIC) {
                return Optional.of("only the outermost reservation can be static");
            }
            if (i > 0
                    && !RoleName.isBelow(reservation.getRole(), stack.get(i - 1).getRole())) {
                return Optional.of("a reservation can only be refined for a role below its own");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> diskProblem(Resource resource) {
        if (!resource.hasDisk()) {
            return Optional.empty();
        }
        if (!resource.getName().equals("disk")) {
            return Optional.of("only a disk can carry disk information");
        }
        var disk = resource.getDisk();
        if (!disk.hasPersistence()) {
            return disk.hasVolume() ? Optional.of("a non-persistent volume is not supported") : Optional.empty();
        }
        if (resource.hasRevocable()) {
            return Optional.of("a persistent volume cannot be revocable");
        }
        if (ResourceForm.reservedTo(resource).isEmpty()) {
            return Optional.of("a persistent volume cannot be created from unreserved disk");
        }
        if (!disk.hasVolume()) {
            return Optional.of("a persistent volume needs a volume");
        }
        if (disk.getVolume().hasHostPath()) {
            return Optional.of("a persistent volume cannot name a host path");
        }
        return idProblem("persistence", disk.getPersistence().getId());
    }

    private static Optional<String> sharedProblem(Resource resource) {
        return resource.hasShared() && !resource.getDisk().hasPersistence()
                ? Optional.of("only persistent volumes can be shared")
                : Optional.empty();
    }

    /** What is wrong with an id that becomes part of paths: of frameworks, tasks, executors and volumes. */
    public static Optional<String> idProblem(String what, String id) {
        if (id.isEmpty()) {
            return Optional.of("The " + what + " id is empty");
        }
        if (id.length() > 255) {
            return Optional.of("The " + what + " id is longer than 255 characters");
        }
        if (id.equals(".") || id.equals("..")) {
            return Optional.of("'" + id + "' cannot be a " + what + " id");
        }
        var bad = id.chars()
                .filter(c -> Character.isISOControl(c) || c == '/' || c == '\\')
                .findFirst();
        return bad.isPresent()
                ? Optional.of("The " + what + " id contains the character 0x"
                        + HexFormat.of().toHexDigits((byte) bad.getAsInt()))
                : Optional.empty();
    }
}
