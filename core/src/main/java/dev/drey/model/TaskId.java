/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/**
 * The id of a task, chosen by the scheduler. A worker is one task, so this is the worker's id as well; never reused.
 */
public record TaskId(String value) implements Comparable<TaskId> {
    public TaskId {
        Names.check("TaskId", value);
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
