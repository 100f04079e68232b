/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.util.Objects;

/** The master did not do what Mesos does. */
public final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String expected;
    private final String seen;

    public Difference(String what, Object expected, Object seen) {
        super(what + ": expected " + expected + ", seen " + seen);
        this.what = what;
        this.expected = String.valueOf(expected);
        this.seen = String.valueOf(seen);
    }

    /** Throws one unless both are equal. */
    public static void check(String what, Object expected, Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new Difference(what, expected, seen);
        }
    }

    public String what() {
        return what;
    }

    public String expected() {
        return expected;
    }

    public String seen() {
        return seen;
    }
}
