/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param encoding {@code JSON} or {@code protobuf}
 * @param detail why it was skipped, or what failed; empty if the master does as Mesos does
 * @param difference what was expected and seen, if it does not
 */
public record Result(
        Case test, String encoding, Outcome outcome, String detail, Optional<Difference> difference, Duration time) {

    /** What can come of a case. */
    public enum Outcome {
        /** The master does as Mesos does. */
        EQUAL,
        /** It does something else. */
        DIFFERS,
        /** It could not be judged here. */
        SKIPPED
    }

    /** The id of the case, and the encoding if it is not JSON. */
    public String name() {
        return test.id() + (encoding.equals("JSON") ? "" : "-pb");
    }
}
