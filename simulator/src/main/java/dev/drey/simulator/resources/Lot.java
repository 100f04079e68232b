/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;

/**
 * A quantity of one kind.
 *
 * @param kind the resource without its value: name, type, allocation, reservations, disk, revocable, shared, provider
 */
record Lot(Resource kind, Quantity quantity) {

    static Lot of(Resource resource) {
        var form = ResourceForm.toStack(resource);
        var kind = form.toBuilder().clearScalar().clearRanges().clearSet().build();
        return new Lot(kind, Quantity.of(form));
    }

    /** Volumes and whole devices are never split and never merged. */
    boolean isAtomic() {
        var disk = kind.getDisk();
        var source = disk.getSource().getType();
        return disk.hasPersistence()
                || disk.hasSource() && (source == Source.Type.MOUNT || source == Source.Type.BLOCK);
    }

    boolean mergesWith(Lot other) {
        return !isAtomic() && kind.equals(other.kind);
    }

    boolean contains(Lot other) {
        if (!kind.equals(other.kind)) {
            return false;
        }
        return isAtomic() ? quantity.equals(other.quantity) : quantity.contains(other.quantity);
    }

    /** True if something of the other can be taken out of this. */
    boolean gives(Lot other) {
        return isAtomic() ? contains(other) : kind.equals(other.kind);
    }

    Lot plus(Lot other) {
        return new Lot(kind, quantity.plus(other.quantity));
    }

    Lot minus(Lot other) {
        return new Lot(kind, quantity.minus(other.quantity));
    }

    Lot ofKind(Resource.Builder newKind) {
        return new Lot(newKind.build(), quantity);
    }

    Resource toResource() {
        var resource = kind.toBuilder();
        quantity.writeTo(resource);
        return resource.build();
    }
}
