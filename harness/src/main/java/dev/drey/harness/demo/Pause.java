/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.util.concurrent.locks.LockSupport;

/** The wait between two looks at something that changes outside this process. */
final class Pause {
    private static final long NANOS = 200_000_000;

    private Pause() {}

    static void brief() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DemoFailure("interrupted");
        }
        LockSupport.parkNanos(NANOS);
    }
}
