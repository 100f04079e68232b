/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

/** A request that cannot be done. The message says why, and what to do instead. */
final class ControlException extends Exception {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }

    ControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
