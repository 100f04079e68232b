/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a cluster keeps its files: a given directory, which stays, or a temporary one, which is deleted. */
final class WorkDir implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkDir.class);

    private final Path path;
    private final boolean isTemporary;

    private WorkDir(Path path, boolean isTemporary) {
        this.path = path;
        this.isTemporary = isTemporary;
    }

    static WorkDir open(Optional<Path> given) throws CannotStartException {
        try {
            if (given.isEmpty()) {
                return new WorkDir(Files.createTempDirectory("mesos-").toRealPath(), true);
            }
            var path = Files.createDirectories(given.get()).toRealPath();
            Files.delete(Files.createTempFile(path, "probe", ""));
            return new WorkDir(path, false);
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot write to the work directory "
                            + given.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))
                            + ": choose one that you may write to with --work-dir.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    boolean isTemporary() {
        return isTemporary;
    }

    @Override
    public void close() {
        if (!isTemporary) {
            return;
        }
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(WorkDir::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("directory={} could not be deleted", path, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
