/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * The version of Flink that this process runs, and what is known of it. See docs/versions.md.
 *
 * @param name as Flink tells it, for instance {@code 1.20.4}
 * @param line its first two numbers, for instance {@code 1.20}; equal to the name if it has no such numbers
 */
record FlinkVersion(String name, String line) {
    /** Lines whose clusters our tests run. */
    private static final Set<String> RUN = Set.of("1.20", "2.3");
    /** Lines with which all our classes link. */
    private static final Set<String> LINKED = Set.of("2.0", "2.1", "2.2");

    /** For people: the lines above. */
    static final String KNOWN = "1.20 and 2.0 to 2.3";

    private static final Pattern NUMBERS = Pattern.compile("((\\d{1,9})\\.(\\d{1,9}))(\\D.*)?");
    private static final int OLDEST_MINOR_OF_1 = 20;

    /** What is known of a version. */
    enum Support {
        /** Clusters of this line are run by our tests. */
        TESTED,
        /** All our classes link with this line; nobody has run it. */
        LINKED,
        /** Newer than all lines that we know, or of no known form. */
        UNKNOWN,
        /** It lacks what we need. */
        TOO_OLD
    }

    /** The version on the class path of this process. */
    static FlinkVersion here() {
        return of(EnvironmentInformation.getVersion());
    }

    static FlinkVersion of(String name) {
        var numbers = NUMBERS.matcher(name);
        return new FlinkVersion(name, numbers.matches() ? numbers.group(1) : name);
    }

    /** Whether a job can be run from its graph: Flink 2.0 removed what that was made of, 2.3 has it in another form. */
    boolean runsGraphs() {
        return support() == Support.TESTED || support() == Support.UNKNOWN;
    }

    boolean isOfFlink1() {
        return line.startsWith("1.");
    }

    Support support() {
        if (RUN.contains(line)) {
            return Support.TESTED;
        }
        if (LINKED.contains(line)) {
            return Support.LINKED;
        }
        var numbers = NUMBERS.matcher(line);
        if (!numbers.matches()) {
            return Support.UNKNOWN;
        }
        int major = Integer.parseInt(numbers.group(2));
        int minor = Integer.parseInt(numbers.group(3));
        return major < 1 || (major == 1 && minor < OLDEST_MINOR_OF_1) ? Support.TOO_OLD : Support.UNKNOWN;
    }
}
