/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import org.apache.mesos.v1.Protos.Resource;

/**
 * How much there is of one kind of resource. Two quantities meet only if their kinds, and so their types, are
 * equal.
 */
sealed interface Quantity permits Scalar, Ranges, Items {

    static Quantity of(Resource resource) {
        return switch (resource.getType()) {
            case SCALAR -> Scalar.of(resource.getScalar().getValue());
            case RANGES -> Ranges.of(resource.getRanges());
            case SET -> Items.of(resource.getSet());
            case TEXT -> throw new IllegalArgumentException("a resource cannot be of type TEXT: " + resource.getName());
        };
    }

    boolean isNothing();

    Quantity plus(Quantity other);

    /** What remains; taking more than there is leaves nothing. */
    Quantity minus(Quantity other);

    boolean contains(Quantity other);

    /** The size in thousandths: of the value, of the number of integers, of the number of items. */
    long millis();

    void writeTo(Resource.Builder resource);
}
