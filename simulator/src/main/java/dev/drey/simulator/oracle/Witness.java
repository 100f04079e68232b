/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an oracle may ask about the world. */
public interface Witness {

    Instant now();

    /** How many tasks are wanted of the framework. */
    int wanted();

    /** How many of them it neither has nor is about to write down, according to its durable memory. */
    int unmet();

    /** The tasks that shall live according to the framework's durable memory. */
    Set<String> remembered();

    /** The newest process of the framework; 0 while none is alive. */
    int life();

    /** Whether the framework stands still, or its store is in trouble, so that it cannot be blamed for being late. */
    boolean isHindered();

    /** All framework ids that the master ever gave to this framework. */
    Set<String> frameworks();

    /** What the leading master shows; empty while none leads. */
    Optional<MasterView> master();
}
