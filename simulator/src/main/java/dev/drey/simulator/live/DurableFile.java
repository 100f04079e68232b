/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small file that is replaced as a whole: after a crash it has the old content or the new. */
public final class DurableFile {
    private final Path path;

    public DurableFile(Path path) {
        this.path = path;
    }

    /** The content; empty if it was never written. */
    public Optional<byte[]> read() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }

    /** Durable when this returns. */
    public void write(byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        var draft = path.resolveSibling(path.getFileName() + ".new");
        try (var channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
