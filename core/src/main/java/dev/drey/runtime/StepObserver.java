/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import java.time.Instant;
import java.util.List;

/** Sees every input and its effects before they are carried out, on the thread of the event loop: a flight recorder. */
@FunctionalInterface
public interface StepObserver {
    void stepped(Instant now, Input input, List<Effect> effects);
}
