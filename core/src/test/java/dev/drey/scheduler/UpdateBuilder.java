/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/** Builds status updates; without more they come from the executor on agent a-1 and need no acknowledgement. */
final class UpdateBuilder {
    private final String task;
    private TaskState state = TaskState.RUNNING;
    private TaskStatus.Source source = TaskStatus.Source.EXECUTOR;
    private Optional<String> reason = Optional.empty();
    private Optional<String> uuid = Optional.empty();
    private String agent = "a-1";

    private UpdateBuilder(String task) {
        this.task = task;
    }

    static UpdateBuilder update(String task) {
        return new UpdateBuilder(task);
    }

    UpdateBuilder running() {
        return in(TaskState.RUNNING);
    }

    UpdateBuilder failed() {
        return in(TaskState.FAILED);
    }

    UpdateBuilder in(TaskState other) {
        state = other;
        return this;
    }

    UpdateBuilder withUuid(String value) {
        uuid = Optional.of(value);
        return this;
    }

    /** An answer of the master to RECONCILE. */
    UpdateBuilder reconciled() {
        return byMaster("RECONCILIATION");
    }

    UpdateBuilder byMaster(String why) {
        source = TaskStatus.Source.MASTER;
        reason = Optional.of(why);
        return this;
    }

    UpdateBuilder byAgent(String why) {
        source = TaskStatus.Source.AGENT;
        reason = Optional.of(why);
        return this;
    }

    UpdateBuilder ofAgent(String other) {
        agent = other;
        return this;
    }

    Input.StatusUpdate input() {
        return new Input.StatusUpdate(new TaskStatus(
                new TaskId(task), state, source, reason, "", Optional.of(new AgentId(agent)), uuid, Instant.EPOCH));
    }
}
