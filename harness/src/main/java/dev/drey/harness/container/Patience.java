/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that changes outside this process. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private Patience() {}

    /** Asks again and again. */
    interface Look<T> {
        Optional<T> look() throws InterruptedException;
    }

    /** A question that is answered with yes or no. */
    interface Question {
        boolean isTrue() throws InterruptedException;
    }

    /**
     * What the look finds.
     *
     * @throws ClusterException if it finds nothing in time
     */
    static <T> T find(String what, Duration patience, Look<T> look) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = look.look();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new ClusterException(what + " was awaited for " + patience.toSeconds() + " s in vain");
            }
            pause();
        }
    }

    /**
     * Returns when the question is answered with yes.
     *
     * @throws ClusterException if it is not in time
     */
    static void await(String what, Duration patience, Question question) throws InterruptedException {
        find(what, patience, () -> question.isTrue() ? Optional.of(true) : Optional.empty());
    }

    static void pause() throws InterruptedException {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
