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

    /** Breaks the link; the other end is told. */
    void close();
}
