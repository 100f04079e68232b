/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

/** A store could not be read, or a change is not known to be durable. The message says where, why and what to do. */
public class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another instance leads now; this one must not act any more. */
    public static final class Fenced extends StoreException {
        private static final long serialVersionUID = 1;

        public Fenced(String message) {
            super(message);
        }
    }
}
