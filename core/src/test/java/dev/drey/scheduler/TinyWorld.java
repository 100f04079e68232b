/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskId;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scheduler, a store, a client that wants workers, and a {@link TinyMaster}.
 *
 * <p>Effects are carried out one by one and counted; after those of {@code crashes} the process dies and another one
 * begins with what the store holds, and the calls among those of {@code losses} never arrive.
 */
final class TinyWorld {
    static final int WANTED = 2;

    private final MemoryStore disk = new MemoryStore();
    private final TinyMaster master = new TinyMaster(disk::state);
    private final Set<Integer> crashes;
    private final Set<Integer> losses;
    private final Deque<Input> inputs = new ArrayDeque<>();
    private final Map<TimerKey, Instant> timers = new LinkedHashMap<>();
    private final Set<TaskId> known = new LinkedHashSet<>();
    private Scheduler scheduler;
    private MemoryStore store;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int executed;

    TinyWorld(Set<Integer> crashes, Set<Integer> losses) throws StoreException {
        this.crashes = crashes;
        this.losses = losses;
        begin();
    }

    int executed() {
        return executed;
    }

    /** Workers start, one fails, one is released, and then there is time for everything to settle. */
    TinyWorld play() throws StoreException {
        run(Duration.ofSeconds(20));
        inputs.addAll(master.failOne());
        run(Duration.ofSeconds(20));
        disk.state().workers().stream().findFirst().ifPresent(worker -> {
            inputs.add(new Input.WorkerReleased(worker.task()));
            inputs.add(new Input.WorkersDeclared(Story.PROFILE, WANTED));
        });
        run(Duration.ofMinutes(40));
        return this;
    }

    /** As many tasks run as are wanted, the store and the client know exactly these, and nothing is left to be said. */
    void isInOrder() {
        assertThat(master.running()).hasSize(WANTED);
        assertThat(disk.state().workers())
                .extracting(WorkerRecord::task)
                .containsExactlyInAnyOrderElementsOf(master.running());
        assertThat(disk.state().workers()).extracting(WorkerRecord::goal).containsOnly(WorkerRecord.Goal.LAUNCHED);
        assertThat(known).containsExactlyInAnyOrderElementsOf(master.running());
        assertThat(master.isEverythingAcknowledged()).isTrue();
    }

    private void begin() throws StoreException {
        inputs.clear();
        timers.clear();
        known.clear();
        master.disconnect();
        store = disk.sibling();
        var opened = store.open();
        opened.state().workers().stream()
                .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                .forEach(worker -> known.add(worker.task()));
        scheduler = new Scheduler(SchedulerSettings.of(Story.FRAMEWORK_SETTINGS, "w"), opened);
        inputs.add(new Input.WorkersDeclared(Story.PROFILE, WANTED));
        inputs.add(new Input.Connected());
    }

    private void run(Duration duration) throws StoreException {
        var end = now.plus(duration);
        while (now.isBefore(end)) {
            while (!inputs.isEmpty()) {
                step(inputs.remove());
            }
            now = now.plusSeconds(1);
            timers.entrySet().stream()
                    .filter(timer -> !timer.getValue().isAfter(now))
                    .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .map(timer -> new Input.TimerFired(timer.getKey()))
                    .toList()
                    .forEach(fired -> {
                        timers.remove(fired.key());
                        inputs.add(fired);
                    });
            if (now.getEpochSecond() % 10 == 0) {
                inputs.addAll(master.tick());
            }
        }
    }

    private void step(Input input) throws StoreException {
        for (var effect : scheduler.step(now, input)) {
            execute(effect);
            executed++;
            if (crashes.contains(executed)) {
                begin();
                return;
            }
        }
    }

    private void execute(Effect effect) throws StoreException {
        if (effect instanceof Effect.Send send) {
            if (!losses.contains(executed)) {
                inputs.addAll(master.on(send.call()));
            }
        } else if (effect instanceof Effect.Persist persist) {
            store.apply(persist.change());
            inputs.add(new Input.Persisted(persist.ticket()));
        } else if (effect instanceof Effect.SetTimer timer) {
            timers.put(timer.key(), timer.at());
        } else if (effect instanceof Effect.CancelTimer timer) {
            timers.remove(timer.key());
        } else if (effect instanceof Effect.NotifyClient notify) {
            hear(notify.event());
        } else if (effect instanceof Effect.Reconnect) {
            master.disconnect();
            inputs.addAll(List.of(new Input.Disconnected(), new Input.Connected()));
        } else {
            assertThat(effect).isNotInstanceOf(Effect.Halt.class);
            assertThat(effect).isNotEqualTo(new Effect.Count(Metric.UNLISTED_TRANSITIONS));
        }
    }

    private void hear(FleetEvent event) {
        if (event instanceof FleetEvent.WorkerLaunched launched) {
            assertThat(known.add(launched.worker().task()))
                    .as("told twice: %s", event)
                    .isTrue();
        } else if (event instanceof FleetEvent.WorkerTerminated terminated) {
            known.remove(terminated.worker());
        }
    }
}
