/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;

/** One thing that keeps a worker off an agent. */
public sealed interface Reason {

    /** There is not enough of a resource left; ports are counted in whole units. */
    record Lack(String resource, Amount wanted, Amount free) implements Reason {
        @Override
        public String toString() {
            return "lacks " + resource + ": " + free + " free, " + wanted + " wanted";
        }
    }

    /** A required rule does not hold. */
    record Unmet(Outcome outcome) implements Reason {
        @Override
        public String toString() {
            return "fails " + outcome;
        }
    }

    /** The agent has GPUs and the worker needs none. */
    record KeptForGpus() implements Reason {
        @Override
        public String toString() {
            return "has GPUs, kept for workers that need some";
        }
    }
}
