/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, the last first, once: at the end of the demo or when a signal ends it earlier. */
final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closing;

    /** Remembers to close it. If the end has begun already, closes it at once. */
    synchronized <T extends AutoCloseable> T add(T resource) throws Exception {
        if (closing) {
            resource.close();
        } else {
            started.push(resource);
        }
        return resource;
    }

    synchronized boolean isClosing() {
        return closing;
    }

    /** Waits for an end that another thread has begun. */
    @Override
    public synchronized void close() {
        closing = true;
        while (!started.isEmpty()) {
            AutoCloseable resource = started.pop();
            try {
                resource.close();
            } catch (Exception e) {
                System.err.println("drey demo: while ending: " + e.getMessage());
            }
        }
    }
}
