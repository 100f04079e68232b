/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/** The id a Mesos master gave this framework; it outlives schedulers and masters. */
public record FrameworkId(String value) implements Comparable<FrameworkId> {
    public FrameworkId {
        Names.check("FrameworkId", value);
    }

    @Override
    public int compareTo(FrameworkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
