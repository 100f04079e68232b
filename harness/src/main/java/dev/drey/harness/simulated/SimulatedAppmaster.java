/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.model.FrameworkId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.scheduler.TimerKey;
import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.world.Timeline;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerStore;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The scheduler core as it lives in an appmaster, on a simulated Mesos: carries out its effects, and can be killed. */
final class SimulatedAppmaster {
    /* Every message and every write takes its time, so that a kill can fall between any two effects. */
    private static final Duration LINK = Duration.ofMillis(3);
    private static final Duration WRITE = Duration.ofMillis(2);

    private final SchedulerSettings settings;
    private final Master master;
    private final Timeline timeline;
    private final MemoryStore store;
    private final CallTranslator calls;
    private final EventTranslator events;
    private final LaunchLog launches;
    private Optional<Life> life = Optional.empty();
    private Optional<Input.WorkersDeclared> declared = Optional.empty();

    SimulatedAppmaster(
            SchedulerSettings settings, Master master, Timeline timeline, MemoryStore store, LaunchLog launches) {
        this.settings = settings;
        this.master = master;
        this.timeline = timeline;
        this.store = store;
        this.launches = launches;
        this.calls = new CallTranslator(settings.framework(), (launch, framework) -> TaskInfo.newBuilder()
                .setName("worker")
                .setCommand(CommandInfo.newBuilder().setValue("run")));
        this.events = new EventTranslator(settings.framework());
    }

    void start() {
        life = Optional.of(new Life(store.open()));
        life.get().begin();
    }

    /** Nothing of it acts any more from this moment on; the master sees its connection break. */
    void kill() {
        life.ifPresent(Life::end);
        life = Optional.empty();
    }

    void declare(WorkerProfile profile, int count) {
        declared = Optional.of(new Input.WorkersDeclared(profile, count));
        life.ifPresent(alive -> alive.step(declared.get()));
    }

    /** From one start to the next kill. */
    private final class Life implements Effect.Cases<Void> {
        private final Scheduler scheduler;
        private final TreeMap<String, Timeline.Timer> timers = new TreeMap<>();
        private Optional<FrameworkId> framework;
        private String streamId = "";
        private boolean ended;

        Life(WorkerStore.Opened opened) {
            scheduler = new Scheduler(settings, opened);
            framework = opened.state().framework();
        }

        void begin() {
            later(LINK, "connected", () -> step(new Input.Connected()));
            declared.ifPresent(this::step);
        }

        void end() {
            ended = true;
            timeline.after(LINK, "connection breaks", () -> master.streamBroken(streamId));
        }

        private void later(Duration delay, String label, Runnable action) {
            timeline.after(delay, label, () -> {
                if (!ended) {
                    action.run();
                }
            });
        }

        void step(Input input) {
            if (input instanceof Input.Subscribed subscribed) {
                framework = Optional.of(subscribed.framework());
            }
            scheduler.step(timeline.now(), input).forEach(effect -> effect.match(this));
        }

        @Override
        public Void send(Effect.Send effect) {
            var call = calls.translate(effect.call(), framework);
            if (call.hasSubscribe()) {
                timeline.after(LINK, "SUBSCRIBE arrives", () -> subscribe(call));
            } else {
                String stream = streamId;
                timeline.after(LINK, call.getType() + " arrives", () -> {
                    launches.note(call);
                    master.call(call, Caller.ANONYMOUS.withStreamId(stream));
                });
            }
            return null;
        }

        private void subscribe(Call call) {
            var subscription = master.subscribe(call, Caller.ANONYMOUS, new Stream());
            streamId = subscription.streamId();
            if (ended) {
                master.streamBroken(streamId);
            }
        }

        private final class Stream implements EventStream {
            @Override
            public void send(Event event) {
                later(LINK, event.getType() + " arrives", () -> events.translate(event)
                        .ifPresent(Life.this::step));
            }

            @Override
            public void close() {
                later(LINK, "stream ends", () -> {
                    step(new Input.Disconnected());
                    later(Duration.ofMillis(500), "connected", () -> step(new Input.Connected()));
                });
            }
        }

        @Override
        public Void reconnect(Effect.Reconnect effect) {
            master.streamBroken(streamId);
            new Stream().close();
            return null;
        }

        @Override
        public Void persist(Effect.Persist effect) {
            later(WRITE, "write", () -> {
                try {
                    store.apply(effect.change());
                } catch (StoreException e) {
                    throw new IllegalStateException(e);
                }
                later(WRITE, "write is durable", () -> step(new Input.Persisted(effect.ticket())));
            });
            return null;
        }

        @Override
        public Void setTimer(Effect.SetTimer effect) {
            cancel(effect.key());
            Duration delay = Duration.between(timeline.now(), effect.at());
            timers.put(
                    effect.key().toString(), timeline.after(delay.isNegative() ? Duration.ZERO : delay, "timer", () -> {
                        if (!ended) {
                            step(new Input.TimerFired(effect.key()));
                        }
                    }));
            return null;
        }

        @Override
        public Void cancelTimer(Effect.CancelTimer effect) {
            cancel(effect.key());
            return null;
        }

        private void cancel(TimerKey key) {
            Optional.ofNullable(timers.remove(key.toString())).ifPresent(Timeline.Timer::cancel);
        }

        @Override
        public Void notifyClient(Effect.NotifyClient effect) {
            return null;
        }

        @Override
        public Void explain(Effect.Explain effect) {
            return null;
        }

        @Override
        public Void count(Effect.Count effect) {
            return null;
        }

        @Override
        public Void halt(Effect.Halt effect) {
            throw new IllegalStateException("the appmaster halted: " + effect.reason() + ": " + effect.message());
        }
    }
}
