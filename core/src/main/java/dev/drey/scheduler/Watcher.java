/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;

/**
 * Hears of insights, in the middle of a step and on the thread of the event loop: return at once, and do not call the
 * scheduler. Whether anybody watches makes no difference to what the scheduler does.
 */
@FunctionalInterface
public interface Watcher {
    /** Nobody. */
    Watcher NONE = (now, insight) -> {};

    void noted(Instant now, Insight insight);
}
