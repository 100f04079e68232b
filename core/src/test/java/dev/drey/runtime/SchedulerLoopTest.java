/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.mesos.Frameworks;
import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Effect.Halt.Reason;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Metric;
import dev.drey.scheduler.TimerKey;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SchedulerLoopTest {
    private static final FrameworkSettings SETTINGS = Frameworks.settings(Set.of("eng"), Set.of("MULTI_ROLE"));
    private static final FrameworkId FRAMEWORK = new FrameworkId("m-1");
    private static final Effect SUBSCRIBE = new Effect.Send(new Call.Subscribe(SETTINGS, Optional.empty(), Set.of()));
    private static final TimerKey TIMER = TimerKey.of(TimerKey.Kind.REVIVE_ALLOWED);

    private final ScriptedCore core = new ScriptedCore().on(Input.Connected.class, SUBSCRIBE);
    private final FakeTransport transport = new FakeTransport();
    private final MemoryStore store = new MemoryStore();
    private final Heard heard = new Heard();
    private final SchedulerLoop loop = new SchedulerLoop(new SchedulerLoop.Wiring(
            store,
            core,
            transport,
            new EventTranslator(SETTINGS),
            new CallTranslator(SETTINGS, (launch, framework) -> TaskInfo.newBuilder()),
            heard));

    private static final class Heard implements WorkerFleet.Listener {
        private final List<Object> all = new CopyOnWriteArrayList<>();

        @Override
        public void on(FleetEvent event) {
            all.add(event);
        }

        @Override
        public void halted(Reason reason, String message) {
            all.add(reason + ": " + message);
        }
    }

    @BeforeEach
    void open() throws StoreException {
        loop.open();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void tellsWhichWorkersLiveOnFromBefore() throws StoreException {
        var alive =
                new WorkerRecord(new TaskId("w-1"), "default", new AgentId("a-1"), "host", WorkerRecord.Goal.LAUNCHED);
        var gone =
                new WorkerRecord(new TaskId("w-2"), "default", new AgentId("a-1"), "host", WorkerRecord.Goal.RELEASED);
        store.apply(new StoreChange.PutWorkers(List.of(alive, gone)));

        assertThat(loop.open()).containsExactly(alive);
        assertThat(transport.calls).isEmpty();
    }

    @Test
    void feedsTheCoreAndSendsItsCalls() {
        core.on(Input.Subscribed.class, new Effect.Send(new Call.Revive(Set.of("eng"))));
        start();

        transport.subscribed("m-1");

        await().until(() -> transport.types().equals(List.of(Protos.Call.Type.SUBSCRIBE, Protos.Call.Type.REVIVE)));
        assertThat(transport.calls.get(1).getFrameworkId().getValue()).isEqualTo("m-1");
        assertThat(core.inputs).containsExactly(new Input.Connected(), new Input.Subscribed(FRAMEWORK, Duration.ZERO));
        assertThat(loop.isSubscribed()).isTrue();
        assertThat(loop.framework()).contains(FRAMEWORK);
    }

    @Test
    void passesOnWhatTheClientWants() {
        var profile = new WorkerProfile("default", Map.of(), 0);
        start();

        loop.declare(profile, 2);
        loop.registered(new TaskId("w-1"));
        loop.release(new TaskId("w-1"));

        awaitInputs(
                new Input.Connected(),
                new Input.WorkersDeclared(profile, 2),
                new Input.WorkerRegistered(new TaskId("w-1")),
                new Input.WorkerReleased(new TaskId("w-1")));
    }

    @Test
    void makesChangesDurableInOrderAndAnswersWithTheirTickets() {
        core.on(
                Input.Heartbeat.class,
                new Effect.Persist(1, new StoreChange.PutFrameworkId(new FrameworkId("m-0"))),
                new Effect.Persist(2, new StoreChange.PutFrameworkId(FRAMEWORK)));
        start();

        transport.event(Event.Type.HEARTBEAT);

        awaitInputs(new Input.Connected(), new Input.Heartbeat(), new Input.Persisted(1), new Input.Persisted(2));
        assertThat(store.state().framework()).contains(FRAMEWORK);
    }

    @Test
    void tellsTheCoreThatItIsFenced() {
        core.on(Input.Heartbeat.class, new Effect.Persist(7, new StoreChange.Clear()));
        start();
        store.sibling().open();

        transport.event(Event.Type.HEARTBEAT);

        await().until(() -> core.inputs.size() == 3);
        var failed = (Input.PersistFailed) core.inputs.get(2);
        assertThat(failed.ticket()).isEqualTo(7);
        assertThat(failed.fenced()).isTrue();
    }

    @Test
    void firesTimersUnlessCancelledOrSetAnew() {
        var cancelled = new TimerKey(TimerKey.Kind.KILL_RETRY, "w-1");
        var soon = Instant.now();
        core.on(
                Input.Heartbeat.class,
                new Effect.SetTimer(cancelled, soon.plusMillis(30)),
                new Effect.SetTimer(TIMER, soon.plusSeconds(600)),
                new Effect.SetTimer(TIMER, soon.plusMillis(60)),
                new Effect.CancelTimer(cancelled));
        start();

        transport.event(Event.Type.HEARTBEAT);

        awaitInputs(new Input.Connected(), new Input.Heartbeat(), new Input.TimerFired(TIMER));
    }

    @Test
    void carriesOutTheOtherEffects() {
        core.on(
                Input.Heartbeat.class,
                new Effect.Count(Metric.OFFERS_RECEIVED),
                new Effect.Explain("default", "no agent has 8 cpus"),
                new Effect.NotifyClient(new FleetEvent.FrameworkSubscribed(FRAMEWORK)),
                new Effect.Reconnect("silence"));
        core.on(Input.Disconnected.class, new Effect.Explain("default", ""));
        start();

        transport.event(Event.Type.HEARTBEAT);

        await().until(() -> transport.reconnects == 1);
        assertThat(loop.counters().snapshot()).containsEntry("offers_received", 1L);
        assertThat(loop.explanations()).containsExactly(Map.entry("default", "no agent has 8 cpus"));
        assertThat(heard.all).containsExactly(new FleetEvent.FrameworkSubscribed(FRAMEWORK));
        transport.disconnect();
        await().until(() -> loop.explanations().isEmpty());
    }

    @Test
    void haltsWhenTheCoreSaysSoAndFallsSilent() {
        core.on(
                Input.Heartbeat.class,
                new Effect.Halt(Reason.FENCED, "another one leads"),
                new Effect.Send(new Call.Revive(Set.of())));
        start();

        transport.event(Event.Type.HEARTBEAT);
        await().until(() -> heard.all.equals(List.of("FENCED: another one leads")));
        transport.event(Event.Type.HEARTBEAT);

        assertThat(transport.closed).isTrue();
        loop.close();
        assertThat(core.inputs).containsExactly(new Input.Connected(), new Input.Heartbeat());
        assertThat(transport.types()).containsExactly(Protos.Call.Type.SUBSCRIBE);
    }

    @Test
    void d22AnExceptionInAStepHaltsLoudly() {
        core.on(Input.Heartbeat.class, input -> {
            throw new IllegalStateException("w-1 is in two places");
        });
        start();

        transport.event(Event.Type.HEARTBEAT);

        await().until(() -> heard.all.size() == 1);
        assertThat(heard.all.get(0).toString()).startsWith("INTERNAL_ERROR").contains("w-1 is in two places");
        assertThat(transport.closed).isTrue();
    }

    @Test
    void aRefusedFirstSubscriptionHalts() {
        start();

        transport.listener.refused(401, "the master refuses principal X");

        await().until(() -> heard.all.equals(List.of("REFUSED: the master refuses principal X")));
    }

    @Test
    void aRefusalLaterOnDoesNotHalt() {
        start();
        transport.subscribed("m-1");

        transport.listener.refused(401, "the master refuses principal X");
        transport.event(Event.Type.HEARTBEAT);

        await().until(() -> core.inputs.contains(new Input.Heartbeat()));
        assertThat(heard.all).isEmpty();
        assertThat(loop.counters().get(ShellMetric.SUBSCRIPTIONS_REFUSED)).isEqualTo(1);
    }

    @Test
    void skipsAnEventThatBreaksTheRules() {
        var event = Event.newBuilder().setType(Event.Type.RESCIND);
        event.getRescindBuilder().getOfferIdBuilder().setValue("a/b");
        start();

        transport.event(event.build());
        transport.event(Event.Type.HEARTBEAT);

        awaitInputs(new Input.Connected(), new Input.Heartbeat());
        assertThat(loop.counters().get(ShellMetric.EVENTS_UNREADABLE)).isEqualTo(1);
    }

    @Test
    void tearsDownAndCloses() {
        core.on(
                Input.TeardownRequested.class,
                new Effect.Send(new Call.Teardown()),
                new Effect.Persist(1, new StoreChange.Clear()),
                new Effect.NotifyClient(new FleetEvent.TornDown()));
        start();
        transport.subscribed("m-1");
        await().until(loop::isSubscribed);

        loop.teardown();

        assertThat(transport.types()).contains(Protos.Call.Type.TEARDOWN);
        assertThat(heard.all).contains(new FleetEvent.TornDown());
        assertThat(transport.closed).isTrue();
    }

    @Test
    void finishesWritesBeforeItCloses() {
        core.on(Input.Heartbeat.class, new Effect.Persist(1, new StoreChange.PutFrameworkId(FRAMEWORK)));
        start();
        transport.event(Event.Type.HEARTBEAT);
        await().until(() -> core.inputs.contains(new Input.Heartbeat()));

        loop.close();

        assertThat(store.state().framework()).contains(FRAMEWORK);
    }

    @Test
    void mayBeClosedByItsListener() {
        core.on(Input.Heartbeat.class, input -> {
            loop.close();
            return List.of(new Effect.Send(new Call.Revive(Set.of())));
        });
        start();

        transport.event(Event.Type.HEARTBEAT);

        await().until(() -> transport.closed);
        assertThat(transport.types()).doesNotContain(Protos.Call.Type.REVIVE);
    }

    private void start() {
        loop.start();
        await().until(() -> transport.types().equals(List.of(Protos.Call.Type.SUBSCRIBE)));
    }

    private void awaitInputs(Input... expected) {
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(core.inputs).containsExactly(expected));
    }
}
