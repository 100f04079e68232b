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
import dev.drey.simulator.master.Master;
import dev.drey.simulator.world.Timeline;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** One life of an appmaster, from its start to its crash after so many effects of all lives together. */
final class TestAppmaster {
    private static final Duration LINK = Duration.ofMillis(3);

    private final Timeline timeline;
    private final Master master;
    private final MemoryStore store;
    private final Set<String> launched;
    private final Runnable afterEffect;
    private final Scheduler scheduler;
    private final CallTranslator calls;
    private final EventTranslator events;
    private final Map<TimerKey, Timeline.Timer> timers = new LinkedHashMap<>();
    private final Set<TaskId> known = new LinkedHashSet<>();
    private Optional<FrameworkId> framework;
    private String streamId = "";
    private boolean dead;

    /**
     * @param launched every task that was ever launched
     * @param afterEffect called after each effect; may {@link #crash}
     */
    TestAppmaster(
            SchedulerSettings settings,
            TestMesos mesos,
            Timeline timeline,
            MemoryStore store,
            Set<String> launched,
            Runnable afterEffect)
            throws StoreException {
        this.timeline = timeline;
        this.master = mesos.master();
        this.store = store;
        this.launched = launched;
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

    boolean isDead() {
        return dead;
    }

    void begin(WorkerProfile profile, int wanted) {
        step(new Input.WorkersDeclared(profile, wanted));
        later("connected", () -> step(new Input.Connected()));
    }

    void crash() {
        dead = true;
        timeline.after(LINK, "connection breaks", () -> master.streamBroken(streamId));
    }

    /** The connection breaks, and is made again. */
    void disconnect() {
        master.streamBroken(streamId);
        step(new Input.Disconnected());
        later("connected", () -> step(new Input.Connected()));
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
            afterEffect.run();
            if (dead) {
                return;
            }
        }
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
        } else {
            assertThat(effect).isNotInstanceOf(Effect.Halt.class);
            assertThat(effect).isNotInstanceOf(Effect.Reconnect.class);
            assertThat(effect).isNotEqualTo(new Effect.Count(Metric.UNLISTED_TRANSITIONS));
        }
    }

    private void write(Effect.Persist persist) {
        try {
            store.apply(persist.change());
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
        later("durable", () -> step(new Input.Persisted(persist.ticket())));
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
        var stream = streamId;
        timeline.after(LINK, call.getType() + " arrives", () -> {
            if (call.hasSubscribe()) {
                subscribe(call);
            } else {
                checkLaunches(call);
                master.call(call, Caller.ANONYMOUS.withStreamId(stream));
            }
        });
    }

    private void checkLaunches(Call call) {
        for (var operation : call.getAccept().getOperationsList()) {
            for (var task : operation.getLaunch().getTaskInfosList()) {
                var id = task.getTaskId().getValue();
                assertThat(launched.add(id)).as("launched twice: %s", id).isTrue();
                assertThat(store.state().workers())
                        .extracting(worker -> worker.task().value())
                        .as("launched before it was written")
                        .contains(id);
            }
        }
    }

    private void subscribe(Call call) {
        streamId = master.subscribe(call, Caller.ANONYMOUS, new Stream()).streamId();
        if (dead) {
            master.streamBroken(streamId);
        }
    }

    private final class Stream implements EventStream {
        @Override
        public void send(Event event) {
            later(event.getType() + " arrives", () -> events.translate(event).ifPresent(TestAppmaster.this::step));
        }

        @Override
        public void close() {}
    }
}
