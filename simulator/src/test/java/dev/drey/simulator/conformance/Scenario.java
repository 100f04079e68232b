/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.util.regex.Pattern;

/** A line of the list of what a Mesos master and its agents do: {@code C001 wire P1 what happens}. */
record Scenario(String id, String area, String priority, String statement) {
    private static final Pattern LINE = Pattern.compile("(C\\d{3}) (\\w+) (P[123]) (.+)");

    static Scenario parse(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected 'C123 area P1 statement', found '" + line + "'");
        }
        return new Scenario(parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }
}
