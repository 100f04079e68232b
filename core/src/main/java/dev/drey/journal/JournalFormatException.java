/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

/** A line is not one of a journal that this version can read. The message says why. */
public final class JournalFormatException extends Exception {
    private static final long serialVersionUID = 1;

    JournalFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
