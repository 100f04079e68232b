/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The work directory of an agent as outsiders may see it: nothing outside it, whatever the path says and wherever
 * symbolic links lead.
 */
final class WorkDirectory {
    private final Path root;

    WorkDirectory(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    Path root() {
        return root;
    }

    /**
     * The file or directory.
     *
     * @param path absolute and beneath the work directory, or relative to it with or without a leading slash
     */
    Optional<Path> find(String path) {
        try {
            var real = locate(path).toRealPath();
            return real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The path, as given, of a child: so that links like {@code runs/latest} stay in it. */
    static String child(String parent, Path file) {
        return (parent.endsWith("/") ? parent : parent + "/") + file.getFileName();
    }

    /** The entries of a directory by name; empty if it is none. */
    static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path locate(String path) {
        var absolute = Path.of(path);
        if (absolute.isAbsolute() && absolute.startsWith(root)) {
            return absolute;
        }
        return root.resolve(path.replaceFirst("^/+", ""));
    }
}
