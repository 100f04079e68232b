/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Metric;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.scheduler.TimerKey;
import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.world.Timeline;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * One life of an appmaster, from its start to its crash. Checks as it goes that nothing is launched twice or before it
 * is written, killed that is wanted, or acknowledged before its end is written.
 */
final class TestAppmaster {
    private static final Duration LINK = Duration.ofMillis(3);

    private final Timeline timeline;
    private final TestMesos mesos;
    private final MemoryStore store;
    private final CallChecks checks;
    private final Consumer<TestAppmaster> afterEffect;
    private final Scheduler scheduler;
    private final CallTranslator calls;
    private final EventTranslator events;
    private final Set<Metric> counted = EnumSet.noneOf(Metric.class);
    private final Map<TimerKey, Timeline.Timer> timers = new LinkedHashMap<>();
    private final Set<TaskId> known = new LinkedHashSet<>();
    private Optional<FrameworkId> framework;
    private Optional<Stream> stream = Optional.empty();
    private String streamId = "";
    private boolean connected;
    private boolean dead;

    /**
     * @param launched every task that was ever launched
     * @param afterEffect called after each effect that reaches beyond the process; may {@link #crash}
     */
    TestAppmaster(
            SchedulerSettings settings,
            TestMesos mesos,
            Timeline timeline,
            MemoryStore store,
            Set<String> launched,
            Consumer<TestAppmaster> afterEffect)
            throws StoreException {
        this.timeline = timeline;
        this.mesos = mesos;
        this.store = store;
        this.checks = new CallChecks(store, launched);
        this.afterEffect = afterEffect;
        this.calls = new CallTranslator(settings.framework(), (launch, id) -> TaskInfo.newBuilder()
                .setCommand(CommandInfo.newBuilder().setValue("run")));
        this.events = new EventTranslator(settings.framework());
        var opened = store.open();
        this.framework = opened.state().framework();
        this.scheduler = new Scheduler(settings, opened);
        opened.state().workers().stream()
                .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                .forEach(worker -> known.add(worker.task()));
    }

    Set<TaskId> known() {
        return known;
    }

    /** What was counted at least once. */
    Set<Metric> counted() {
        return counted;
    }

    boolean isDead() {
        return dead;
    }

    void begin(WorkerProfile profile, int wanted) {
        step(new Input.WorkersDeclared(profile, wanted));
        later("connected", this::connect);
    }

    private void connect() {
        connected = true;
        step(new Input.Connected());
    }

    void crash() {
        dead = true;
        hangUp();
    }

    /** The connection breaks, and is made again. */
    void disconnect() {
        if (connected && !dead) {
            connected = false;
            hangUp();
            step(new Input.Disconnected());
            later("connected", this::connect);
        }
    }

    /** The master does not live any more; another one leads. */
    void masterLost() {
        disconnect();
    }

    private void hangUp() {
        var broken = streamId;
        stream = Optional.empty();
        timeline.after(LINK, "connection breaks", () -> mesos.master().streamBroken(broken));
    }

    void step(Input input) {
        if (dead) {
            return;
        }
        if (input instanceof Input.Subscribed subscribed) {
            framework = Optional.of(subscribed.framework());
        }
        for (var effect : scheduler.step(timeline.now(), input)) {
            execute(effect);
            if (reachesOut(effect) && !dead) {
                afterEffect.accept(this);
            }
            if (dead) {
                return;
            }
        }
    }

    /* A crash after any other effect is the same as one before it. */
    private static boolean reachesOut(Effect effect) {
        return effect instanceof Effect.Send
                || effect instanceof Effect.Persist
                || effect instanceof Effect.NotifyClient
                || effect instanceof Effect.Reconnect;
    }

    private void later(String label, Runnable action) {
        timeline.after(LINK, label, () -> {
            if (!dead) {
                action.run();
            }
        });
    }

    private void execute(Effect effect) {
        if (effect instanceof Effect.Send send) {
            send(calls.translate(send.call(), framework));
        } else if (effect instanceof Effect.Persist persist) {
            write(persist);
        } else if (effect instanceof Effect.SetTimer timer) {
            set(timer);
        } else if (effect instanceof Effect.CancelTimer timer) {
            Optional.ofNullable(timers.remove(timer.key())).ifPresent(Timeline.Timer::cancel);
        } else if (effect instanceof Effect.NotifyClient notify) {
            hear(notify.event());
        } else if (effect instanceof Effect.Count count) {
            assertThat(count.metric()).isNotEqualTo(Metric.UNLISTED_TRANSITIONS);
            counted.add(count.metric());
        } else if (effect instanceof Effect.Reconnect) {
            later("reconnect", this::disconnect);
        } else if (effect instanceof Effect.Halt halt) {
            assertThat(halt.reason()).isIn(Effect.Halt.Reason.FENCED, Effect.Halt.Reason.SUPERSEDED);
            crash();
        }
    }

    private void write(Effect.Persist persist) {
        var answer = written(persist);
        later("written", () -> step(answer));
    }

    private Input written(Effect.Persist persist) {
        try {
            store.apply(persist.change());
            return new Input.Persisted(persist.ticket());
        } catch (StoreException.Fenced e) {
            return new Input.PersistFailed(persist.ticket(), true, e.getMessage());
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private void set(Effect.SetTimer effect) {
        Optional.ofNullable(timers.remove(effect.key())).ifPresent(Timeline.Timer::cancel);
        var delay = Duration.between(timeline.now(), effect.at());
        timers.put(
                effect.key(),
                timeline.after(
                        delay.isNegative() ? Duration.ZERO : delay,
                        "timer",
                        () -> step(new Input.TimerFired(effect.key()))));
    }

    private void hear(FleetEvent event) {
        if (event instanceof FleetEvent.WorkerLaunched launch) {
            assertThat(known.add(launch.worker().task()))
                    .as("told twice: %s", event)
                    .isTrue();
        } else if (event instanceof FleetEvent.WorkerTerminated terminated) {
            known.remove(terminated.worker());
        }
    }

    /* What was sent before a crash arrives all the same. */
    private void send(Call call) {
        checks.sent(call);
        var id = streamId;
        timeline.after(LINK, call.getType() + " arrives", () -> {
            if (call.hasSubscribe()) {
                subscribe(call);
            } else {
                mesos.master().call(call, Caller.ANONYMOUS.withStreamId(id));
            }
        });
    }

    private void subscribe(Call call) {
        var mine = new Stream();
        stream = Optional.of(mine);
        streamId = mesos.master().subscribe(call, Caller.ANONYMOUS, mine).streamId();
        if (dead) {
            hangUp();
        }
    }

    private final class Stream implements EventStream {
        @Override
        public void send(Event event) {
            arrives(event.getType().toString(), () -> {
                checks.received(event);
                events.translate(event).ifPresent(TestAppmaster.this::step);
            });
        }

        @Override
        public void close() {
            arrives("end of stream", TestAppmaster.this::disconnect);
        }

        private void arrives(String label, Runnable action) {
            later(label, () -> {
                if (stream.filter(current -> current == this).isPresent()) {
                    action.run();
                }
            });
        }
    }
}
