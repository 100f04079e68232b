/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

/** The cluster of containers does not do what it must for a scenario to be played at all. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
