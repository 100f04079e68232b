/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import static org.awaitility.Awaitility.await;

import dev.drey.simulator.agent.Containers;
import dev.drey.simulator.agent.Containers.Launch;
import dev.drey.simulator.agent.Containers.Sandbox;
import dev.drey.simulator.agent.Termination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Real containers below a directory of the test, with a thread that stands in for the agent's timeline. */
final class ContainerRig implements AutoCloseable {
    final ProcessContainers containers;
    private final Path workDir;
    private final ExecutorService timeline = Executors.newSingleThreadExecutor();
    private int launches;

    ContainerRig(Path workDir) throws IOException {
        this.workDir = workDir.toRealPath();
        this.containers = new ProcessContainers(ContainerSettings.of(workDir, "127.0.0.1", 5051), timeline);
    }

    Running launch(String shell) {
        return launch(CommandInfo.newBuilder().setValue(shell).build());
    }

    Running launch(CommandInfo command) {
        return launch(command, System.getProperty("user.name"));
    }

    Running launch(CommandInfo command, String user) {
        return launch(command, user, Optional.empty());
    }

    /** Something else than a plain process. */
    Running launchIn(ContainerInfo kind) {
        var command = CommandInfo.newBuilder().setValue("true").build();
        return launch(command, System.getProperty("user.name"), Optional.of(kind));
    }

    private Running launch(CommandInfo command, String user, Optional<ContainerInfo> kind) {
        launches++;
        var task = TaskInfo.newBuilder()
                .setName("t")
                .setTaskId(TaskID.newBuilder().setValue("t" + launches))
                .setAgentId(AgentID.newBuilder().setValue("a"))
                .setCommand(command);
        kind.ifPresent(task::setContainer);
        var framework = FrameworkInfo.newBuilder()
                .setUser(user)
                .setName("f")
                .setId(FrameworkID.newBuilder().setValue("f"))
                .setCheckpoint(true)
                .build();
        var sandbox = new Sandbox("t" + launches, "c" + launches, Optional.empty());
        var told = new Told();
        var container = containers.launch(new Launch("a", framework, sandbox, command, task.build()), told);
        return new Running(
                container,
                told.events,
                workDir.resolve("slaves/a/frameworks/f/executors/t" + launches + "/runs/c" + launches));
    }

    @Override
    public void close() {
        containers.close();
        timeline.shutdownNow();
    }

    /** One launch: what was told of it, and its sandbox. */
    record Running(Containers.Container container, List<String> events, Path sandbox) {
        Running awaitEvent(String event) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> events.stream().anyMatch(one -> one.startsWith(event)));
            return this;
        }

        String file(String name) {
            try {
                return Files.readString(sandbox.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until the task has written a whole line into the file. */
        String awaitLine(String name) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            Files.exists(sandbox.resolve(name)) && file(name).endsWith("\n"));
            return file(name).strip();
        }
    }

    private static final class Told implements Containers.Events {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void started() {
            events.add("started");
        }

        @Override
        public void launchFailed(String message) {
            events.add("launch failed: " + message);
        }

        @Override
        public void refused(String message) {
            events.add("refused: " + message);
        }

        @Override
        public void terminated(Termination why) {
            events.add("terminated " + why.cause());
        }

        @Override
        public void exited(int status) {
            events.add("exited " + status);
        }
    }
}
