/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Containers that do what the test says, and record what they were told. */
final class ScriptedContainers implements Containers {
    private final Map<String, Scripted> byTask = new LinkedHashMap<>();

    @Override
    public Container launch(Launch launch, Events events) {
        var container = new Scripted(launch, events);
        byTask.put(launch.task().getTaskId().getValue(), container);
        return container;
    }

    /** The container last launched for a task. */
    Scripted of(String task) {
        return byTask.get(task);
    }

    boolean has(String task) {
        return byTask.containsKey(task);
    }

    static final class Scripted implements Container {
        final Launch launch;
        final Events events;
        final List<Duration> kills = new ArrayList<>();
        final List<Probe> probes = new ArrayList<>();
        OptionalInt answer = OptionalInt.of(0);
        boolean destroyed;

        private Scripted(Launch launch, Events events) {
            this.launch = launch;
            this.events = events;
        }

        @Override
        public void kill(Duration grace) {
            kills.add(grace);
        }

        @Override
        public void destroy() {
            destroyed = true;
        }

        @Override
        public void probe(Probe probe, Consumer<OptionalInt> onResult) {
            probes.add(probe);
            onResult.accept(answer);
        }

        @Override
        public Optional<Long> pid() {
            return Optional.of(4711L);
        }
    }
}
