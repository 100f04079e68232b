/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.StoreChange;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Inputs in any order, sensible or not: nothing throws, no offer is used twice, and nothing unrecorded is launched. */
@Tag("unit")
class AnyOrderPropertyTest {
    @Property(tries = 200)
    void keepsItsPromises(@ForAll long seed) {
        new Run(seed).play(200);
    }

    @Property(tries = 20)
    void theSameInputsHaveTheSameEffects(@ForAll long seed) {
        assertThat(new Run(seed).play(200)).isEqualTo(new Run(seed).play(200));
    }

    @Example
    void reachesWhatItIsToProve() {
        var effects = new ArrayList<Effect>();
        for (var seed = 0; seed < 20; seed++) {
            effects.addAll(new Run(seed).play(200));
        }

        assertThat(Story.accepts(effects)).hasSizeGreaterThan(20);
        assertThat(Story.calls(effects, Call.Kill.class)).hasSizeGreaterThan(20);
        assertThat(Story.persists(effects))
                .anyMatch(persist -> persist.change() instanceof StoreChange.ForgetFramework)
                .anyMatch(persist -> persist.change() instanceof StoreChange.RemoveWorker);
    }

    private static final class Run {
        private final Random random;
        private final Scheduler scheduler = new Scheduler(
                SchedulerSettings.of(Story.FRAMEWORK_SETTINGS, "w"), new WorkerStore.Opened(1, StoredState.EMPTY));
        private final Map<String, TimerKey> timers = new TreeMap<>();
        private final Set<OfferId> usable = new LinkedHashSet<>();
        private final List<Effect> history = new ArrayList<>();
        private Optional<Effect.Persist> inFlight = Optional.empty();
        private StoredState stored = StoredState.EMPTY;
        private Instant now = Instant.EPOCH;
        private int offers;

        Run(long seed) {
            random = new Random(seed);
        }

        List<Effect> play(int steps) {
            for (var i = 0; i < steps; i++) {
                now = now.plusSeconds(random.nextInt(20));
                var input = draw();
                note(input);
                for (var effect : scheduler.step(now, input)) {
                    history.add(effect);
                    note(effect);
                }
            }
            return history;
        }

        private Input draw() {
            if (history.isEmpty()) {
                return new Input.Connected();
            }
            switch (random.nextInt(16)) {
                case 0:
                    return random.nextInt(8) == 0 ? new Input.Connected() : new Input.Heartbeat();
                case 1:
                    return new Input.Subscribed(Story.FRAMEWORK, Story.HEARTBEAT);
                case 2:
                    return random.nextInt(8) == 0 ? new Input.Disconnected() : new Input.Heartbeat();
                case 3:
                    return usable.isEmpty()
                            ? new Input.Heartbeat()
                            : new Input.Rescinded(usable.iterator().next());
                case 4, 5:
                    offers++;
                    return Story.offers(Story.offer("o-" + offers, "a-" + random.nextInt(3), 0.5 + random.nextInt(3)));
                case 6:
                    return new Input.WorkersDeclared(Story.PROFILE, random.nextInt(5));
                case 7, 8:
                    return update();
                case 9:
                    return new Input.WorkerReleased(task());
                case 10:
                    return timers.isEmpty() ? new Input.WorkerRegistered(task()) : timer();
                case 11:
                    return random.nextInt(30) == 0
                            ? new Input.MasterError("Framework has been removed")
                            : new Input.AgentFailure(Optional.of(new AgentId("a-1")), Optional.empty());
                default:
                    return inFlight.<Input>map(persist -> random.nextInt(5) == 0
                                    ? new Input.PersistFailed(persist.ticket(), false, "again")
                                    : new Input.Persisted(persist.ticket()))
                            .orElse(new Input.Heartbeat());
            }
        }

        private Input update() {
            var state = TaskState.values()[random.nextInt(TaskState.values().length)];
            var update = UpdateBuilder.update(task().value()).in(state);
            return (random.nextBoolean() ? update.withUuid("u-" + random.nextInt(99)) : update.reconciled()).input();
        }

        private Input timer() {
            var keys = List.copyOf(timers.values());
            return new Input.TimerFired(keys.get(random.nextInt(keys.size())));
        }

        private TaskId task() {
            var workers = stored.workers();
            return workers.isEmpty() || random.nextInt(5) == 0
                    ? new TaskId("w-1-" + (1 + random.nextInt(20)))
                    : workers.get(random.nextInt(workers.size())).task();
        }

        private void note(Input input) {
            if (input instanceof Input.Persisted) {
                stored = stored.after(inFlight.orElseThrow().change());
                inFlight = Optional.empty();
            } else if (input instanceof Input.PersistFailed) {
                inFlight = Optional.empty();
            } else if (input instanceof Input.Offers some) {
                some.offers().forEach(offer -> usable.add(offer.id()));
            } else if (input instanceof Input.Rescinded rescinded) {
                usable.remove(rescinded.offer());
            } else if (input instanceof Input.Connected
                    || input instanceof Input.Disconnected
                    || input instanceof Input.Subscribed
                    || input instanceof Input.MasterError) {
                usable.clear();
            }
        }

        private void note(Effect effect) {
            if (effect instanceof Effect.Persist persist) {
                assertThat(inFlight).isEmpty();
                inFlight = Optional.of(persist);
            } else if (effect instanceof Effect.SetTimer timer) {
                timers.put(timer.key().toString(), timer.key());
                assertThat(timer.at()).isBeforeOrEqualTo(now.plus(Duration.ofHours(1)));
            } else if (effect instanceof Effect.CancelTimer timer) {
                timers.remove(timer.key().toString());
            } else if (effect instanceof Effect.Send send && send.call() instanceof Call.Accept accept) {
                assertThat(usable).containsAll(accept.offers());
                accept.offers().forEach(usable::remove);
                accept.launches().forEach(launch -> assertThat(stored.workers())
                        .anyMatch(worker -> worker.task().equals(launch.task())));
            } else if (effect instanceof Effect.Send send && send.call() instanceof Call.Decline decline) {
                decline.offers().forEach(usable::remove);
            } else if (effect instanceof Effect.NotifyClient told
                    && told.event() instanceof FleetEvent.WorkerTerminated ended) {
                /* Forgotten, or replaced after it was unreachable for too long: then it is still to be killed. */
                assertThat(stored.workers())
                        .noneMatch(worker ->
                                worker.task().equals(ended.worker()) && worker.goal() == WorkerRecord.Goal.LAUNCHED);
            }
        }
    }
}
