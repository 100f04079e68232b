/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

/** Which of the agents that fit equally well is taken. */
public enum Policy {
    /** In the order of agents' ids, an agent is filled before the next one is used. */
    FIRST_FIT,
    /** As few agents as possible: those in use already, the fullest first, then the roomiest. */
    BIN_PACK,
    /** As many agents as possible: those with the fewest workers, of these the roomiest. */
    SPREAD
}
