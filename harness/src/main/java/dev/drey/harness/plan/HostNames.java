/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import java.util.List;

/** Many agents in few words. */
final class HostNames {
    private static final int NAMED = 3;

    private HostNames() {}

    /** The first few. */
    static List<String> first(List<String> names) {
        return names.stream().limit(NAMED).toList();
    }

    /** {@code 5 agents (a, b, c and 2 more)}, or the name of the only one. */
    static String of(List<String> names) {
        if (names.size() == 1) {
            return names.get(0);
        }
        var more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return names.size() + " agents (" + String.join(", ", first(names)) + more + ")";
    }
}
