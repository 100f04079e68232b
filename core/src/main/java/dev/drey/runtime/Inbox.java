/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What the event loop has yet to do.
 *
 * <p>What comes from Mesos has to wait for room, which slows the connection down. The rest is not held up, or threads
 * would wait for each other; it is bounded by its nature: one answer per write, one declaration per change of mind.
 */
final class Inbox {
    private static final int ROOM_FOR_EVENTS = 4096;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM_FOR_EVENTS);

    void put(Runnable task) {
        queue.add(task);
    }

    /** Waits for room. If the thread is interrupted meanwhile, the event is lost: somebody is closing. */
    void putEvent(Runnable task) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        queue.add(() -> {
            room.release();
            task.run();
        });
    }

    Optional<Runnable> take(Duration patience) throws InterruptedException {
        return Optional.ofNullable(queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }
}
