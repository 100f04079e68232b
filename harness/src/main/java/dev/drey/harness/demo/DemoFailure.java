/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

/** The demo cannot go on. The message is for its user: what is wrong, and what to do. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
