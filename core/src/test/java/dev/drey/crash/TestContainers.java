/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import dev.drey.simulator.agent.Containers;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Processes of a test: they start at once, run until they are killed, and can be made to fail. */
final class TestContainers implements Containers {
    private static final Duration START_UP = Duration.ofMillis(50);
    private static final int SIGKILL = 9;
    private static final int FAILURE = 256;

    private final Timeline timeline;
    private final Map<String, Process> running = new LinkedHashMap<>();

    TestContainers(Timeline timeline) {
        this.timeline = timeline;
    }

    Set<String> running() {
        return new TreeSet<>(running.keySet());
    }

    void fail(String task) {
        running.get(task).exit(FAILURE);
    }

    @Override
    public Container launch(Launch launch, Events events) {
        var process = new Process(launch.task().getTaskId().getValue(), events);
        timeline.after(START_UP, "process starts", process::start);
        return process;
    }

    private final class Process implements Container {
        private final String task;
        private final Events events;
        private boolean ended;

        Process(String task, Events events) {
            this.task = task;
            this.events = events;
        }

        private void start() {
            if (!ended) {
                running.put(task, this);
                events.started();
            }
        }

        private void exit(int status) {
            if (!ended) {
                ended = true;
                running.remove(task);
                events.exited(status);
            }
        }

        @Override
        public void kill(Duration grace) {
            timeline.after(START_UP, "process ends", () -> exit(SIGKILL));
        }

        @Override
        public void destroy() {
            timeline.soon("process is destroyed", () -> exit(SIGKILL));
        }

        @Override
        public Optional<Long> pid() {
            return Optional.empty();
        }
    }
}
