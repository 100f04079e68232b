/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

/**
 * Knows a promise that Mesos asks of a scheduler, or makes to it, and complains when it is broken.
 *
 * <p>An oracle sees what crosses the seam between scheduler and Mesos, and never the code on either side.
 */
public interface Oracle {

    /** After each event. */
    default void observe(Observation seen, Witness witness, Complaints complaints) {}

    /** Every few seconds of virtual time. */
    default void look(Witness witness, Complaints complaints) {}

    /** At the end, after all faults were healed and the world had time to come to rest. */
    default void finish(Witness witness, Complaints complaints) {}
}
