/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Makes sandboxes in the layout of Mesos:
 * {@code <work_dir>/slaves/<agent>/frameworks/<framework>/executors/<executor>/runs/<container>}, with a link
 * {@code runs/latest}; a task of a default executor is in {@code containers/<nested>} below that.
 */
final class SandboxDirectories {
    private final Path workDir;

    SandboxDirectories(Path workDir) {
        this.workDir = workDir;
    }

    Path create(Launch launch) throws IOException {
        var executor = launch.sandbox().executorId();
        var runs = workDir.toRealPath();
        for (var step : new String[] {
            "slaves",
            launch.agentId(),
            "frameworks",
            launch.framework().getId().getValue(),
            "executors",
            executor,
            "runs"
        }) {
            runs = below(runs, step);
        }
        var run = below(runs, launch.sandbox().containerId());
        Files.createDirectories(run);
        link(runs.resolve("latest"), run);
        if (launch.sandbox().nestedId().isEmpty()) {
            return run;
        }
        var nested =
                below(run.resolve("containers"), launch.sandbox().nestedId().get());
        return Files.createDirectories(nested);
    }

    private static Path below(Path parent, String name) throws IOException {
        var child = parent.resolve(name).normalize();
        if (name.isEmpty() || !parent.equals(child.getParent())) {
            throw new IOException("not usable as a directory name: '" + name + "'");
        }
        return child;
    }

    /* The tasks of a group make their sandboxes at the same time, and others may look at the link meanwhile. */
    private static void link(Path link, Path target) throws IOException {
        var draft = Files.createSymbolicLink(link.resolveSibling(".latest-" + UUID.randomUUID()), target);
        Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
