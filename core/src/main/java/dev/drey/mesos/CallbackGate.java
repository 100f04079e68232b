/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the callbacks of a native library through until it is shut, and knows when none is on its way. */
final class CallbackGate {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackGate.class);

    private final Set<Thread> inside = new HashSet<>();
    private boolean isShut;
    private long lastLeft = System.nanoTime();

    /**
     * Does what a callback is about. Nothing is ever thrown: a native caller would end the process.
     *
     * @param note is done even if the gate is shut
     * @param step is done only while the gate is open
     * @return false if {@code step} failed
     */
    boolean pass(Runnable note, Runnable step) {
        try {
            if (enter(note)) {
                step.run();
            }
            return true;
        } catch (Throwable e) {
            LOG.error("a callback failed", e);
            return false;
        } finally {
            leave();
        }
    }

    private synchronized boolean enter(Runnable note) {
        inside.add(Thread.currentThread());
        note.run();
        return !isShut;
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        lastLeft = System.nanoTime();
        notifyAll();
    }

    /** No callback gets through any more; those that did may still be at work. */
    synchronized void shut() {
        isShut = true;
    }

    /** Callbacks that wait for something are not to wait any longer. */
    synchronized void interrupt() {
        inside.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
    }

    /** Waits until no callback has been on its way for so long. */
    synchronized void awaitQuiet(Duration howLong) throws InterruptedException {
        for (var left = left(howLong); left > 0; left = left(howLong)) {
            wait(left);
        }
    }

    /* In milliseconds; leave() wakes those that wait for a callback that is still at work. */
    private long left(Duration howLong) {
        if (!inside.isEmpty()) {
            return Long.MAX_VALUE;
        }
        var nanos = howLong.toNanos() - (System.nanoTime() - lastLeft);
        return nanos <= 0 ? 0 : Math.max(1, Duration.ofNanos(nanos).toMillis());
    }
}
