/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.List;

/**
 * One resource of an offer, of a kind a worker can take: a scalar or a set of ranges, reserved or not.
 *
 * <p>Resources a worker cannot take (persistent volumes, mounted disks, revocable, shared or provider resources) are
 * left out where offers are translated.
 *
 * @param name {@code cpus}, {@code mem} (MiB), {@code disk} (MiB), {@code gpus}, {@code ports}, or a site's own
 * @param value how much of it
 * @param reservations the reservation stack, outermost first; empty if unreserved
 */
public record Resource(String name, Value value, List<Reservation> reservations) {
    public Resource {
        reservations = List.copyOf(reservations);
    }

    /** How much of a resource there is. */
    public sealed interface Value permits Scalar, Ranges {}

    /** A scalar value. */
    public record Scalar(Amount amount) implements Value {}

    /** A set of whole numbers, for instance ports. */
    public record Ranges(List<Range> ranges) implements Value {
        public Ranges {
            ranges = List.copyOf(ranges);
        }
    }

    /** The whole numbers from {@code begin} to {@code end}, both included. */
    public record Range(long begin, long end) {
        public Range {
            if (begin < 0 || end < begin) {
                throw new IllegalArgumentException("not a range: [" + begin + "-" + end + "]");
            }
        }
    }

    public boolean isReserved() {
        return !reservations.isEmpty();
    }

    public static Resource scalar(String name, Amount amount) {
        return new Resource(name, new Scalar(amount), List.of());
    }

    public static Resource ranges(String name, Range... ranges) {
        return new Resource(name, new Ranges(List.of(ranges)), List.of());
    }

    public Resource withValue(Value other) {
        return new Resource(name, other, reservations);
    }
}
