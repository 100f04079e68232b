/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

/** Why a cluster could not be started: one sentence for the person who wanted it, with the remedy. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotStartException(String sentence) {
        super(sentence);
    }

    public CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
