/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.agent.Containers.Launch;
import dev.drey.simulator.agent.Containers.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class SandboxDirectoriesTest {
    private static final int TASKS = 200;

    @TempDir
    private Path work;

    @Test
    void tasksOfOneGroupMakeTheirSandboxesAtTheSameTime() throws Exception {
        var directories = new SandboxDirectories(work);
        var threads = Executors.newFixedThreadPool(8);
        var launches = new ArrayList<Callable<Path>>();
        for (int i = 0; i < TASKS; i++) {
            var launch = nested("task-" + i);
            launches.add(() -> directories.create(launch));
        }

        try {
            for (var made : threads.invokeAll(launches)) {
                assertThat(made.get()).isDirectory();
            }
        } finally {
            threads.shutdownNow();
        }

        var runs = work.resolve("slaves/agent/frameworks/f/executors/ex/runs");
        assertThat(runs.resolve("latest").toRealPath())
                .isEqualTo(runs.resolve("run").toRealPath());
        assertThat(runs.toFile().list()).containsExactlyInAnyOrder("run", "latest");
    }

    private static Launch nested(String container) {
        var framework = FrameworkInfo.newBuilder()
                .setUser("u")
                .setName("n")
                .setId(FrameworkID.newBuilder().setValue("f"))
                .build();
        var sandbox = new Sandbox("ex", "run", Optional.of(container));
        return new Launch("agent", framework, sandbox, CommandInfo.getDefaultInstance(), TaskInfo.getDefaultInstance());
    }
}
