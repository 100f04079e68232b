/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what is written below a root directory there.
 *
 * <p>A name may lead out by its dots, or through a link that something earlier has put there. Each directory on the way
 * is looked at before the next one is made.
 */
final class Confinement {
    private final Path root;

    Confinement(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The path of that name below the root, with its directories made; empty if it leads out. */
    Optional<Path> path(String name) throws IOException {
        var path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            return Optional.empty();
        }
        if (path.equals(root)) {
            return Optional.of(root);
        }
        return directory(path.getParent()).map(parent -> parent.resolve(path.getFileName()));
    }

    /** The directory, made if it was not there, without links on the way; empty if it leads out. */
    Optional<Path> directory(Path path) throws IOException {
        var current = root;
        if (path.equals(root)) {
            return Optional.of(root);
        }
        for (var step : root.relativize(path)) {
            var next = current.resolve(step);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(next);
            }
            current = next.toRealPath();
            if (!current.startsWith(root)) {
                return Optional.empty();
            }
        }
        return Optional.of(current);
    }
}
