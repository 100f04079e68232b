/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests of files, each made once as long as size and time of modification of the file stay. Safe for use by many
 * threads: who asks for one that is being made waits for it.
 */
public final class FileDigests {
    private static final Logger LOG = LoggerFactory.getLogger(FileDigests.class);

    private final Map<Key, String> known = new ConcurrentHashMap<>();

    private record Key(Path file, Artifact.Stamp stamp) {}

    /** Makes those of these files by a thread of its own, so that they are ready when they are asked for. */
    public void learn(List<Path> files) {
        var thread = new Thread(() -> files.forEach(this::learn), "drey-digests");
        thread.setDaemon(true);
        thread.start();
    }

    /* Who asks for it is told of the failure. */
    private void learn(Path file) {
        try {
            of(file);
        } catch (IOException e) {
            LOG.debug("no digest of {} beforehand: {}", file, e.toString());
        }
    }

    String of(Path file) throws IOException {
        try {
            return known.computeIfAbsent(new Key(file, Artifact.Stamp.of(file)), key -> digest(key.file()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String digest(Path file) {
        try {
            return ContentDigest.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
