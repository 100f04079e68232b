/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

/** A scenario file cannot be used; the message names the file, the place and what to write instead. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScenarioException(String message) {
        super(message);
    }
}
