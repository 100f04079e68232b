/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.store.WorkerStore;
import java.time.Instant;
import java.util.List;

/** One line of a journal. */
public sealed interface JournalLine {

    /** A leadership begins: all that a scheduler is made of. */
    record Opened(Instant at, int format, SchedulerSettings settings, WorkerStore.Opened opened)
            implements JournalLine {}

    /** What happened, and what the scheduler asked for because of it. */
    record Step(Instant at, Input input, List<Effect> effects) implements JournalLine {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** What happened when the scheduler broke, and how it did. */
    record Broken(Instant at, Input input, String failure) implements JournalLine {}

    /** So many lines are missing here: the disk was too slow. */
    record Gap(Instant at, long lines) implements JournalLine {}
}
