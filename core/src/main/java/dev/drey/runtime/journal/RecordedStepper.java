/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.journal;

import dev.drey.journal.JournalCodec;
import dev.drey.journal.JournalLine;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.store.WorkerStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A scheduler whose every step is written to a journal before its effects are carried out. */
public final class RecordedStepper implements Stepper {
    private final JournalWriter journal;
    private final Stepper scheduler;

    private RecordedStepper(JournalWriter journal, Stepper scheduler) {
        this.journal = journal;
        this.scheduler = scheduler;
    }

    /** Begins a leadership in the journal. */
    public static Stepper begin(
            JournalWriter journal, SchedulerSettings settings, WorkerStore.Opened opened, Stepper scheduler) {
        var now = Clock.systemUTC().instant();
        journal.write(now, new JournalLine.Opened(now, JournalCodec.FORMAT, settings, opened));
        return new RecordedStepper(journal, scheduler);
    }

    @Override
    public List<Effect> step(Instant now, Input input) {
        try {
            var effects = scheduler.step(now, input);
            journal.write(now, new JournalLine.Step(now, input, effects));
            return effects;
        } catch (RuntimeException e) {
            journal.write(now, new JournalLine.Broken(now, input, e.toString()));
            throw e;
        }
    }
}
