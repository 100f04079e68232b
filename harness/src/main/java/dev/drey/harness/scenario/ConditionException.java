/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

/** A condition cannot be read. */
public final class ConditionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int position;

    /**
     * @param position where in the text of the condition, counted from 0
     */
    ConditionException(int position, String message) {
        super(message);
        this.position = position;
    }

    public int position() {
        return position;
    }
}
