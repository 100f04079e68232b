/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.model.FrameworkId;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.TimerKey;
import dev.drey.simulator.simulation.Host;
import dev.drey.simulator.world.SimulatedStore;
import dev.drey.simulator.world.Timeline;
import dev.drey.store.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** The scheduler core as it lives in an appmaster, from one start to its end: carries out its effects. */
final class SimulatedAppmaster implements Effect.Cases<Void>, Scheduler {
    /* The clock of an appmaster only counts on, so that a jump of the clock of its machine does not reach the core. */
    private final Host<StoredState> host;
    private final Stepper scheduler;
    private final CallTranslator calls;
    private final EventTranslator events;
    private final Mesos mesos;
    private final TreeMap<String, Timeline.Timer> timers = new TreeMap<>();
    private final FleetClient client;
    private final Gate gate;
    private Optional<FrameworkId> framework;
    private boolean dead;

    /** What is the same in every life of an appmaster. */
    record Kit(ConfiguredFleet fleet, Gate gate) {}

    SimulatedAppmaster(Stepper scheduler, Kit kit, Host<StoredState> host) {
        this.host = host;
        this.scheduler = scheduler;
        this.gate = kit.gate();
        var settings = kit.fleet().scheduler().framework();
        this.calls = new CallTranslator(settings, (launch, id) -> TaskInfo.newBuilder()
                .setName("worker")
                .setCommand(CommandInfo.newBuilder().setValue("run")));
        this.events = new EventTranslator(settings);
        this.framework = host.found().framework();
        this.mesos = host.connect(this);
        this.client = new FleetClient(host.timeline(), this::step, kit.fleet());
        client.found(host.found().workers());
    }

    void want(int count) {
        client.want(count);
    }

    private Instant now() {
        return host.steadyNow();
    }

    private void step(Input input) {
        if (input instanceof Input.Subscribed subscribed) {
            framework = Optional.of(subscribed.framework());
        }
        for (Effect effect : scheduler.step(now(), input)) {
            if (!goesOn()) {
                return;
            }
            effect.match(this);
        }
    }

    private boolean goesOn() {
        dead = dead || !gate.passes(now());
        if (dead) {
            host.exit("crash between two effects");
        }
        return !dead;
    }

    @Override
    public void connected(Mesos from) {
        step(new Input.Connected());
    }

    @Override
    public void disconnected(Mesos from) {
        step(new Input.Disconnected());
    }

    @Override
    public void received(Mesos from, Event event) {
        events.translate(event).ifPresent(this::step);
    }

    @Override
    public Void send(Effect.Send effect) {
        mesos.send(calls.translate(effect.call(), framework));
        return null;
    }

    @Override
    public Void reconnect(Effect.Reconnect effect) {
        mesos.reconnect();
        return null;
    }

    @Override
    public Void persist(Effect.Persist effect) {
        host.write(state -> state.after(effect.change()), outcome -> {
            if (outcome != SimulatedStore.Outcome.DURABLE || goesOn()) {
                step(answer(effect.ticket(), outcome));
            }
        });
        return null;
    }

    private static Input answer(long ticket, SimulatedStore.Outcome outcome) {
        return outcome == SimulatedStore.Outcome.DURABLE
                ? new Input.Persisted(ticket)
                : new Input.PersistFailed(
                        ticket, outcome == SimulatedStore.Outcome.FENCED, "the store said " + outcome);
    }

    @Override
    public Void setTimer(Effect.SetTimer effect) {
        cancel(effect.key());
        var delay = Duration.between(now(), effect.at());
        timers.put(
                effect.key().toString(),
                host.timeline()
                        .after(
                                delay.isNegative() ? Duration.ZERO : delay,
                                "timer",
                                () -> step(new Input.TimerFired(effect.key()))));
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
        client.on(effect.event());
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
        if (effect.reason() == Effect.Halt.Reason.INTERNAL_ERROR) {
            throw new IllegalStateException("the appmaster halted: " + effect.message());
        }
        host.exit(effect.reason() + ": " + effect.message());
        return null;
    }
}
