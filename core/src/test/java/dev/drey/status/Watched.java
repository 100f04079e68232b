/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FailureSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerBuilder;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real scheduler that a recorder watches, with a clock that tests move; whatever it writes is durable at once. */
final class Watched {
    static final WorkerProfile PROFILE = SchedulerBuilder.PROFILE;

    private Instant now = SchedulerBuilder.BEGIN;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    final StatusBoard board = new StatusBoard(clock, "Flink", "2.3.0", Duration.ZERO);
    final FleetRecorder recorder = new FleetRecorder(clock, FailureSettings.DEFAULT);
    private final Scheduler scheduler;

    Watched() {
        var opened = new WorkerStore.Opened(3, StoredState.EMPTY);
        recorder.opened(opened);
        scheduler = new SchedulerBuilder().opening(opened).watchedBy(recorder).build();
        board.show(new StatusBoard.View(recorder, () -> Map.of("offers_received", 7L)));
    }

    Watched on(Input input) {
        var effects = scheduler.step(now, input);
        recorder.stepped(now, input, effects);
        effects.forEach(effect -> {
            if (effect instanceof Effect.Persist persist) {
                on(new Input.Persisted(persist.ticket()));
            }
        });
        return this;
    }

    Watched subscribed() {
        on(new Input.Connected());
        return on(new Input.Subscribed(SchedulerBuilder.FRAMEWORK, SchedulerBuilder.HEARTBEAT));
    }

    Watched declared(int count) {
        return on(new Input.WorkersDeclared(PROFILE, count));
    }

    Watched offered(String offer, double cpus) {
        return offered(offer, "a-1", "agent.example", cpus, 4096);
    }

    Watched offeredBy(String agent, String hostname, double cpus) {
        return offered("o-" + agent, agent, hostname, cpus, 4096);
    }

    /** With this many cpus, megabytes and enough ports. */
    Watched offered(String offer, double cpus, double mem) {
        return offered(offer, "a-1", "agent.example", cpus, mem);
    }

    private Watched offered(String offer, String agent, String hostname, double cpus, double mem) {
        return on(new Input.Offers(List.of(SchedulerBuilder.offer(offer, agent, hostname, cpus, mem))));
    }

    Watched updated(String task, TaskState state, String message) {
        return on(new Input.StatusUpdate(new TaskStatus(
                new TaskId(task),
                state,
                TaskStatus.Source.AGENT,
                Optional.empty(),
                message,
                Optional.empty(),
                Optional.of("00112233445566778899aabbccddeeff"),
                now)));
    }

    Watched later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    FleetStatus.Leadership leader() {
        return board.status().leadership().orElseThrow();
    }
}
