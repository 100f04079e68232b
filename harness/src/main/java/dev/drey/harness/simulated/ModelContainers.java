/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.agent.Containers;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.Optional;

/** Containers that only model a long-running process: it starts after a while, and ends when it is killed. */
final class ModelContainers implements Containers {
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final Timeline timeline;
    private final Duration startUp;
    private final Duration end;

    /**
     * @param startUp from the launch until the process runs
     * @param end from SIGTERM until the process has ended
     */
    ModelContainers(Timeline timeline, Duration startUp, Duration end) {
        this.timeline = timeline;
        this.startUp = startUp;
        this.end = end;
    }

    @Override
    public Container launch(Launch launch, Events events) {
        var process = new Process(events);
        timeline.after(startUp, "process starts", process::start);
        return process;
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
                events.started();
            }
        }

        @Override
        public void kill(Duration grace) {
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
                events.exited(status);
            }
        }

        @Override
        public Optional<Long> pid() {
            return Optional.empty();
        }
    }
}
