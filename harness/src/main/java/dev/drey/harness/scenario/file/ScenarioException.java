/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

/** A scenario file cannot be used; each line of the message names file, line and column, and what to write instead. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
