/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

/**
 * One choice that was made: which of {@code bound} possibilities, counted from 0.
 *
 * @param stream the part of the world that chose, for instance {@code /agent-1}
 * @param label what was chosen, for instance {@code agent-to-kill}
 */
public record Choice(String stream, String label, int bound, int value) {}
