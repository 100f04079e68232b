/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

/** Tells where the text of rules is wrong, why, and what to write instead. */
public final class RuleSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;
    private final String reason;
    private final String remedy;

    RuleSyntaxException(int index, String reason, String remedy) {
        super("at position " + (index + 1) + ": " + reason + "; " + remedy);
        this.position = index + 1;
        this.reason = reason;
        this.remedy = remedy;
    }

    /** The number of the character where it went wrong, counted from 1. */
    public int position() {
        return position;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
