/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

/** A case cannot be judged on this cluster; the message says why. */
public final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Skipped(String reason) {
        super(reason);
    }
}
