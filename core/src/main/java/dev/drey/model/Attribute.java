/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.List;

/** An attribute of an agent, as its operator set it. */
public record Attribute(String name, Value value) {

    /** The value of an attribute, in one of the four types Mesos has. */
    public sealed interface Value permits Text, Number, Intervals, Items {}

    /** Text, for instance {@code rack:r1}. */
    public record Text(String value) implements Value {}

    /** A scalar, for instance {@code generation:4}. */
    public record Number(Amount value) implements Value {}

    /** Ranges, for instance {@code ids:[1-10]}. */
    public record Intervals(List<Resource.Range> ranges) implements Value {
        public Intervals {
            ranges = List.copyOf(ranges);
        }
    }

    /** A set, for instance {@code disks:{ssd,hdd}}. */
    public record Items(List<String> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }
}
