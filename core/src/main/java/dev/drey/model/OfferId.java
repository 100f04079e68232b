/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/** The id of one outstanding offer; void after it is answered, rescinded, or its master is gone. */
public record OfferId(String value) implements Comparable<OfferId> {
    public OfferId {
        Names.check("OfferId", value);
    }

    @Override
    public int compareTo(OfferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
