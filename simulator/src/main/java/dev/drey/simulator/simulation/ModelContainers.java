/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.agent.Containers;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Containers that only model a long-running process: it starts after a while, and ends when it is killed or told. */
final class ModelContainers implements Containers {
    private static final Duration FASTEST_START = Duration.ofMillis(200);
    private static final Duration SLOWEST_START = Duration.ofMillis(1500);
    private static final Duration SLOWEST_END = Duration.ofSeconds(2);
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(30);
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final Timeline timeline;
    private final Choices choices;
    private final TaskConditions conditions;
    private final List<Process> running = new ArrayList<>();

    ModelContainers(Timeline timeline, Choices choices, TaskConditions conditions) {
        this.timeline = timeline;
        this.choices = choices;
        this.conditions = conditions;
    }

    @Override
    public Container launch(Launch launch, Events events) {
        var process = new Process(events);
        var start = choices.between("start of a process", FASTEST_START, SLOWEST_START);
        if (!conditions.slowness().isZero()) {
            start = start.plus(choices.between("slow start", Duration.ZERO, conditions.slowness()));
        }
        if (conditions.nothingToFetch()) {
            var trying = choices.between("time to fetch", start, start.plus(LONGEST_FETCH));
            timeline.after(trying, "fetch fails", () -> process.fail("Failed to fetch all URIs for container"));
        } else if (conditions.launchesFail()) {
            timeline.after(
                    start, "launch fails", () -> process.fail("Failed to launch container: Cannot allocate memory"));
        } else {
            timeline.after(start, "process starts", process::start);
        }
        return process;
    }

    /** How many processes could end by themselves. */
    int running() {
        return running.size();
    }

    /** One of the running processes ends by itself. */
    void exit(int index, int status) {
        running.get(index).exit(status);
    }

    private final class Process implements Container {
        private final Events events;
        private boolean started;
        private boolean ended;

        Process(Events events) {
            this.events = events;
        }

        void start() {
            if (!ended) {
                started = true;
                running.add(this);
                events.started();
            }
        }

        void fail(String reason) {
            if (!ended) {
                ended = true;
                events.launchFailed(reason);
            }
        }

        @Override
        public void kill(Duration grace) {
            var end = choices.between("end of a process", Duration.ZERO, SLOWEST_END);
            boolean yields = end.compareTo(grace) < 0;
            timeline.after(yields ? end : grace, "process ends", () -> exit(yields ? SIGTERM : SIGKILL));
        }

        @Override
        public void destroy() {
            if (started) {
                timeline.soon("process is destroyed", () -> exit(SIGKILL));
            } else {
                ended = true;
            }
        }

        private void exit(int status) {
            if (!ended) {
                ended = true;
                running.remove(this);
                events.exited(status);
            }
        }

        @Override
        public Optional<Long> pid() {
            return Optional.empty();
        }
    }
}
