/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.registry;

import java.io.IOException;
import java.util.Optional;

/** Where masters that are processes of their own keep what the next leader has to know. */
public interface RegistryStore extends AutoCloseable {

    /** What was written last, by whichever leader. Read once, before anything is written. */
    Optional<byte[]> read() throws IOException;

    /**
     * Replaces it; durable when this returns.
     *
     * @throws IOException also if another leader has written since: then this one leads no more
     */
    void write(byte[] registry) throws IOException;

    @Override
    void close();
}
