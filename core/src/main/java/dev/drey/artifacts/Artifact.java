/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Something to be served. */
interface Artifact {

    /**
     * Opens it. The length holds for this content, even if the file grows meanwhile.
     *
     * @throws IOException if there is nothing to be served any more
     */
    Content open() throws IOException;

    /** Whether its path belongs to this content for ever, so that anybody may keep it. */
    boolean isImmutable();

    /** A file, as it is when it is asked for. */
    static Artifact of(Path file) {
        return artifact(false, () -> {
            var stamp = Stamp.of(file);
            return new FileContent(open(file), stamp.text());
        });
    }

    /**
     * A file under its digest. Once it has changed it is served no more: other bytes under the same digest would stay
     * in the agents' caches for ever.
     *
     * @param stamp of the file before it was read for its digest
     */
    static Artifact immutable(Path file, Stamp stamp, String digest) {
        return artifact(true, () -> {
            if (!Stamp.of(file).equals(stamp)) {
                throw new IOException(file + " has changed since the start; restart the appmaster to ship it");
            }
            return new FileContent(open(file), digest);
        });
    }

    /** Bytes, made anew each time they are asked for. */
    static Artifact of(Supplier<byte[]> source) {
        return artifact(false, () -> {
            try {
                var content = source.get();
                return new BytesContent(content, ContentDigest.of(content));
            } catch (RuntimeException e) {
                throw new IOException("it cannot be made: " + e.getMessage(), e);
            }
        });
    }

    private static Artifact artifact(boolean immutable, Opening opening) {
        return new Artifact() {
            @Override
            public Content open() throws IOException {
                return opening.open();
            }

            @Override
            public boolean isImmutable() {
                return immutable;
            }
        };
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** How an artifact is opened. */
    interface Opening {
        Content open() throws IOException;
    }

    /** What tells that a file was written to, without reading it. */
    record Stamp(long size, long modifiedMillis) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        }

        String text() {
            return Long.toHexString(modifiedMillis) + "-" + Long.toHexString(size);
        }
    }
}
