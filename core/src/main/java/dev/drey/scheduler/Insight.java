/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.placement.WhyNot;
import java.time.Instant;
import java.util.Optional;

/** A change inside the scheduler that no effect tells of, for people who want to see why it does what it does. */
public sealed interface Insight {

    /**
     * A worker took a step of its life cycle, or heard of something and stayed as it is.
     *
     * @param state the state it is in now
     * @param event the name of what happened, a word of the life cycle
     * @param detail more about it; may be empty
     */
    record WorkerMoved(TaskId worker, WorkerState state, String event, String detail) implements Insight {}

    /** Failures in a row, and until when nothing is launched because of them; in the past if nothing waits. */
    record Streak(int failures, Instant until) {}

    /** A worker of this profile ended too early, for this reason. */
    record ProfileFailed(String profile, Streak streak, String reason) implements Insight {}

    /** A worker failed on this agent or was lost with it. */
    record AgentFailed(AgentId agent, String hostname, Streak streak, String reason) implements Insight {}

    /** Many agents lost their workers at once. */
    record LaunchesPaused(Instant until, String reason) implements Insight {}

    /** Why workers of this profile are not placed has changed; there is no tree if it is not because of agents. */
    record Explained(String profile, Optional<WhyNot> whyNot) implements Insight {}
}
