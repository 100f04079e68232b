/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/** The id of a Mesos agent (the v1 name of a slave); a wiped agent returns under another one. */
public record AgentId(String value) implements Comparable<AgentId> {
    public AgentId {
        Names.check("AgentId", value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
