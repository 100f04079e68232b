/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one run: what its containers share with this machine, and what is collected of them. */
public record RunFolder(Path root) {

    static RunFolder create(Path root) throws IOException {
        var folder = new RunFolder(root.toAbsolutePath().normalize());
        for (Path part :
                new Path[] {folder.shared(), folder.work(), folder.logs(), folder.inspected(), folder.wire()}) {
            Files.createDirectories(part);
        }
        return folder;
    }

    /** A file system that appmaster and workers share: {@code /shared} in their containers. */
    public Path shared() {
        return root.resolve("shared");
    }

    /** Work directories of masters and agents, with the sandboxes. */
    public Path work() {
        return root.resolve("work");
    }

    /** What the containers printed. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What the engine says about them. */
    public Path inspected() {
        return root.resolve("inspect");
    }

    /** The journal of the appmaster. */
    public Path journal() {
        return shared().resolve("journal");
    }

    /** The appmaster's wire log. */
    public Path wire() {
        return shared().resolve("wire");
    }
}
