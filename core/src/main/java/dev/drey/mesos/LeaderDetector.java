/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Optional;
import java.util.function.Consumer;

/** Finds the leading master. */
interface LeaderDetector extends AutoCloseable {

    /** Begins to watch; tells the listener, on any thread, of every change: empty if no master leads. */
    void start(Consumer<Optional<Leader>> listener);

    @Override
    void close();

    /** The detector for a master that is named by its address; that it may not lead shows in a redirect. */
    static LeaderDetector fixed(MasterAddress address) {
        return new LeaderDetector() {
            @Override
            public void start(Consumer<Optional<Leader>> listener) {
                listener.accept(Optional.of(new Leader(address, Optional.empty())));
            }

            @Override
            public void close() {}
        };
    }
}
