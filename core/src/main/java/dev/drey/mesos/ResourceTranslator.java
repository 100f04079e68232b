/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.Value;

/**
 * Translates resources, exactly: what is launched with must equal what was offered, reservation labels included, or the
 * master does not find it in the offer.
 */
public final class ResourceTranslator {
    /*
     * The master writes reservations in one of two forms (mesos.proto: Resource): frameworks with
     * RESERVATION_REFINEMENT get the stack "reservations"; others get "role", and "reservation" if it is dynamic.
     * Answers have the form of the offers, for masters of all versions.
     */
    private static final String UNRESERVED = "*";

    private final boolean refinement;
    private final Optional<String> allocationRole;

    /**
     * @param refinement whether the framework has the capability RESERVATION_REFINEMENT
     * @param allocationRole what is filled in as the allocation role; if empty the master takes that of the offer
     */
    ResourceTranslator(boolean refinement, Optional<String> allocationRole) {
        this.refinement = refinement;
        this.allocationRole = allocationRole;
    }

    /** Empty if it is of a kind that a worker cannot take, or nothing at all. */
    public static Optional<Resource> fromMesos(Protos.Resource resource) {
        boolean untakeable =
                resource.hasDisk() || resource.hasRevocable() || resource.hasShared() || resource.hasProviderId();
        if (untakeable) {
            return Optional.empty();
        }
        return value(resource).map(value -> new Resource(resource.getName(), value, reservations(resource)));
    }

    private static Optional<Resource.Value> value(Protos.Resource resource) {
        if (resource.getType() == Value.Type.SCALAR) {
            /* Also false for what is not a number. */
            return resource.getScalar().getValue() > 0
                    ? Optional.of(Amount.of(resource.getScalar().getValue()))
                            .filter(amount -> !amount.isZero())
                            .map(Resource.Scalar::new)
                    : Optional.empty();
        }
        if (resource.getType() == Value.Type.RANGES) {
            var ranges = ranges(resource.getRanges());
            return ranges.isEmpty() ? Optional.empty() : Optional.of(new Resource.Ranges(ranges));
        }
        return Optional.empty();
    }

    static List<Resource.Range> ranges(Value.Ranges ranges) {
        return ranges.getRangeList().stream()
                .filter(range -> range.getBegin() >= 0 && range.getEnd() >= range.getBegin())
                .map(range -> new Resource.Range(range.getBegin(), range.getEnd()))
                .toList();
    }

    private static List<Reservation> reservations(Protos.Resource resource) {
        if (resource.getReservationsCount() > 0) {
            return resource.getReservationsList().stream()
                    .map(level -> reservation(level, level.getRole()))
                    .toList();
        }
        var role = oldRole(resource);
        if (resource.hasReservation()) {
            var dynamic = resource.getReservation().toBuilder()
                    .setType(Protos.Resource.ReservationInfo.Type.DYNAMIC)
                    .build();
            return List.of(reservation(dynamic, role));
        }
        return role.equals(UNRESERVED)
                ? List.of()
                : List.of(new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of()));
    }

    @SuppressWarnings("deprecation")
    private static String oldRole(Protos.Resource resource) {
        return resource.getRole();
    }

    private static Reservation reservation(Protos.Resource.ReservationInfo info, String role) {
        var type = info.getType() == Protos.Resource.ReservationInfo.Type.STATIC
                ? Reservation.Type.STATIC
                : Reservation.Type.DYNAMIC;
        var labels = info.getLabels().getLabelsList().stream()
                .map(label -> new Reservation.Label(
                        label.getKey(), label.hasValue() ? Optional.of(label.getValue()) : Optional.empty()))
                .toList();
        var principal = info.hasPrincipal() ? Optional.of(info.getPrincipal()) : Optional.<String>empty();
        return new Reservation(type, role, principal, labels);
    }

    Protos.Resource toMesos(Resource resource) {
        var builder = Protos.Resource.newBuilder().setName(resource.name());
        setValue(builder, resource.value());
        if (refinement || resource.reservations().size() > 1) {
            resource.reservations()
                    .forEach(level -> builder.addReservations(info(level)
                            .setRole(level.role())
                            .setType(
                                    level.type() == Reservation.Type.STATIC
                                            ? Protos.Resource.ReservationInfo.Type.STATIC
                                            : Protos.Resource.ReservationInfo.Type.DYNAMIC)));
        } else {
            setOldForm(builder, resource.reservations());
        }
        allocationRole.ifPresent(role -> builder.setAllocationInfo(
                Protos.Resource.AllocationInfo.newBuilder().setRole(role)));
        return builder.build();
    }

    private static void setValue(Protos.Resource.Builder builder, Resource.Value value) {
        if (value instanceof Resource.Scalar scalar) {
            builder.setType(Value.Type.SCALAR)
                    .setScalar(
                            Value.Scalar.newBuilder().setValue(scalar.amount().units()));
            return;
        }
        var ranges = Value.Ranges.newBuilder();
        for (var range : ((Resource.Ranges) value).ranges()) {
            ranges.addRange(Value.Range.newBuilder().setBegin(range.begin()).setEnd(range.end()));
        }
        builder.setType(Value.Type.RANGES).setRanges(ranges);
    }

    @SuppressWarnings("deprecation")
    private static void setOldForm(Protos.Resource.Builder builder, List<Reservation> reservations) {
        if (reservations.isEmpty()) {
            builder.setRole(UNRESERVED);
            return;
        }
        var level = reservations.get(0);
        builder.setRole(level.role());
        if (level.type() == Reservation.Type.DYNAMIC) {
            builder.setReservation(info(level));
        }
    }

    private static Protos.Resource.ReservationInfo.Builder info(Reservation level) {
        var info = Protos.Resource.ReservationInfo.newBuilder();
        level.principal().ifPresent(info::setPrincipal);
        if (!level.labels().isEmpty()) {
            var labels = Protos.Labels.newBuilder();
            for (var label : level.labels()) {
                var builder = Protos.Label.newBuilder().setKey(label.key());
                label.value().ifPresent(builder::setValue);
                labels.addLabels(builder);
            }
            info.setLabels(labels);
        }
        return info;
    }
}
