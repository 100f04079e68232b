/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.registry;

import dev.drey.simulator.live.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file in the work directory, for a master that leads without an election. */
public final class FileRegistryStore implements RegistryStore {
    private final DurableFile file;

    public FileRegistryStore(Path workDir) {
        file = new DurableFile(workDir.resolve("registry.json"));
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        return file.read();
    }

    @Override
    public void write(byte[] registry) throws IOException {
        file.write(registry);
    }

    @Override
    public void close() {}
}
