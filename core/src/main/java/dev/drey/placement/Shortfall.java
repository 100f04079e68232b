/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.WorkerProfile;
import java.util.List;

/**
 * Workers of one profile that could not be placed, and why; the reasons are looked for when they are asked for,
 * once. Not for several threads.
 */
public final class Shortfall {
    private final WorkerProfile profile;
    private final int missing;
    private final Round round;
    private final Batch batch;
    private List<Verdict> verdicts = List.of();

    Shortfall(Round round, Batch batch) {
        this.profile = batch.need().profile();
        this.missing = batch.missing();
        this.round = round;
        this.batch = batch;
    }

    public WorkerProfile profile() {
        return profile;
    }

    /** How many. */
    public int missing() {
        return missing;
    }

    /** For each agent and role that offered something, every reason why one more worker does not go there. */
    public List<Verdict> verdicts() {
        if (verdicts.isEmpty()) {
            verdicts = new Judge(round, batch).verdicts();
        }
        return verdicts;
    }

    /**
     * The reasons of all agents, for people, and what would help, for instance {@code 3 of 5 agents lack cpus: largest
     * 1.5, wanted 2; 2 fail rack:UNIQUE}.
     */
    public String reason() {
        return new Summary(verdicts()).text();
    }

    /** The same as a tree with every condition; its size does not grow with the number of agents. */
    public WhyNot whyNot() {
        return Gathering.of(batch, verdicts());
    }
}
