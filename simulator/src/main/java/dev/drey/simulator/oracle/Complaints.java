/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

/** Where an oracle complains. */
@FunctionalInterface
public interface Complaints {

    /**
     * A promise is broken.
     *
     * @param oracle the name of the promise
     * @param key what of it was broken, without ids or numbers
     * @param message what happened, with ids
     */
    void complain(String oracle, String key, String message);
}
