/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import java.time.Instant;

/** Asked in every gap between two effects of an appmaster whether it goes on or dies there. */
interface Gate {
    Gate OPEN = now -> true;

    /** Whether the appmaster goes on. */
    boolean passes(Instant now);
}
