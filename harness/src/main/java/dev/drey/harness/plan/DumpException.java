/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

/** A file is not what a master answered, or cannot be read; the message says what it is and how to get a better one. */
public final class DumpException extends Exception {
    private static final long serialVersionUID = 1;

    DumpException(String message) {
        super(message);
    }
}
