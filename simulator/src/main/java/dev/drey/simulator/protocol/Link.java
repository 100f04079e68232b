/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

/**
 * One end of a connection between a master and an agent. Messages arrive in order or, once broken, not at all.
 *
 * @param <M> what can be sent
 */
public interface Link<M> {

    /** Sends; lost without notice if the link is broken. */
    void send(M message);

    /**
     * Sends what takes no time at all: the other end may act on it before this returns. For messages of which there
     * are so many that each action saved counts, and after which nobody can tell the difference.
     */
    default void sendAtOnce(M message) {
        send(message);
    }

    /**
     * Offers not to send for a while what would be sent again and again. A link takes the offer if it knows that
     * nothing could happen to these messages, and ends the lull before anything can.
     *
     * @return whether it took the offer
     */
    default boolean take(Lull lull) {
        return false;
    }

    /** Breaks the link; the other end is told. */
    void close();
}
