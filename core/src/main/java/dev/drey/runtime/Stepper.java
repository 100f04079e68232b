/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.store.WorkerStore;
import java.time.Instant;
import java.util.List;

/** The functional core as the event loop sees it: inputs in, effects out, one at a time. */
@FunctionalInterface
public interface Stepper {

    /** The effects of one input; {@code now} never goes back. */
    List<Effect> step(Instant now, Input input);

    /** Makes the core from what the store remembers. */
    @FunctionalInterface
    interface Factory {
        Stepper create(WorkerStore.Opened opened);
    }
}
