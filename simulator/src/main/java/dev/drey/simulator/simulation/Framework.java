/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import java.util.Set;

/**
 * A framework to be tested: how a process of it is started, and how its durable memory is read.
 *
 * @param <S> its durable memory; immutable
 */
public interface Framework<S> {

    /** What is remembered before the first start. */
    S nothing();

    /** The ids of the tasks that shall live according to a memory. */
    Set<String> tasks(S memory);

    /**
     * A memory as another version of the framework reads it: the same, unless that version would write it differently.
     * Called when the framework is upgraded, between two of its processes.
     */
    default S upgraded(S memory) {
        return memory;
    }

    /** Starts a process. It lives until it exits or is killed; then nothing it planned happens, and nothing is told. */
    Client start(Host<S> host);

    /** What its user tells a process. */
    interface Client {
        /** From now on this many tasks are wanted in all. Told right after the start, and at each change. */
        void want(int count);
    }
}
