/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

/** A flag that is not understood; the message is a sentence that says what is expected. */
public final class FlagException extends Exception {
    private static final long serialVersionUID = 1L;

    public FlagException(String sentence) {
        super(sentence);
    }
}
