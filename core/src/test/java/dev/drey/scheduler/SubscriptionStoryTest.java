/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.FRAMEWORK;
import static dev.drey.scheduler.Story.HEARTBEAT;
import static dev.drey.scheduler.Story.accepts;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.persist;
import static dev.drey.scheduler.Story.reconcile;
import static dev.drey.scheduler.Story.send;
import static dev.drey.scheduler.Story.subscribe;
import static dev.drey.scheduler.Story.terminated;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.StoreChange;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SubscriptionStoryTest {
    private static final FrameworkId ANOTHER = new FrameworkId("m-0002");

    @Test
    void d28SubscribesWithTheStoredId() {
        assertThat(core().on(new Input.Connected())).containsExactly(subscribe(Optional.of(FRAMEWORK), "eng"));
    }

    @Test
    void d10SaysNothingBeforeItsOwnConnection() {
        var core = core().declared(1).withLiveWorker("w-1");

        var released = core.told(new Input.WorkerReleased(new TaskId("w-1")));
        var declared = core.told(new Input.WorkersDeclared(Story.PROFILE, 3));
        var connected = core.told(new Input.Connected());

        assertThat(released).noneMatch(Effect.Send.class::isInstance);
        assertThat(declared).noneMatch(Effect.Send.class::isInstance);
        assertThat(connected).containsExactly(subscribe(Optional.of(FRAMEWORK)));
    }

    @Test
    void subscribesWithoutSuppressionWhenWorkersAreWanted() {
        assertThat(core().declared(1).on(new Input.Connected())).containsExactly(subscribe(Optional.of(FRAMEWORK)));
    }

    @Test
    void usesNoOfferBeforeTheNewFrameworkIdIsDurable() {
        var core = core().withoutFramework().declared(1);
        assertThat(core.on(new Input.Connected())).containsExactly(subscribe(Optional.empty()));

        var subscribed = core.on(new Input.Subscribed(FRAMEWORK, HEARTBEAT));
        var offered = core.on(offers(offer("o-1", "a-1")));
        var durable = core.told(new Input.Persisted(1));

        assertThat(subscribed).containsExactly(persist(1, new StoreChange.PutFrameworkId(FRAMEWORK)));
        assertThat(offered).isEmpty();
        assertThat(durable).startsWith(toldSubscribed(FRAMEWORK), reconcile());
        assertThat(accepts(durable)).hasSize(1);
    }

    @Test
    void keepsAnIdThatIsNotDurableYetWhenTheConnectionBreaks() {
        var core = core().withoutFramework();
        core.on(new Input.Connected());
        core.on(new Input.Subscribed(FRAMEWORK, HEARTBEAT));

        core.on(new Input.Disconnected());

        assertThat(core.on(new Input.Connected())).isEmpty();
        assertThat(core.told(new Input.Persisted(1))).contains(subscribe(Optional.of(FRAMEWORK), "eng"));
    }

    @Test
    void reconnectsWhenTheMasterIsSilent() {
        var core = core().subscribed();

        var early =
                core.after(Duration.ofSeconds(75)).after(Duration.ofMillis(-1)).on(new Input.Heartbeat());
        var heard = core.after(Duration.ofMillis(1)).fired(TimerKey.Kind.HEARTBEAT_SILENCE);
        var silent = core.after(Duration.ofSeconds(75)).fired(TimerKey.Kind.HEARTBEAT_SILENCE);

        assertThat(early).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(silent).containsExactly(new Effect.Reconnect("no news from the master for 75 s"));
    }

    @Test
    void reconnectsWhenTheSubscriptionIsNotAnswered() {
        var core = core();
        core.on(new Input.Connected());

        assertThat(core.after(Duration.ofSeconds(60)).fired(TimerKey.Kind.HEARTBEAT_SILENCE))
                .containsExactly(new Effect.Reconnect("no news from the master for 60 s"));
    }

    @Test
    void doesNotSuperviseATransportWithoutHeartbeats() {
        var core = core();
        core.on(new Input.Connected());
        core.on(new Input.Subscribed(FRAMEWORK, Duration.ZERO));

        assertThat(core.after(Duration.ofHours(1)).fired(TimerKey.Kind.HEARTBEAT_SILENCE))
                .isEmpty();
    }

    @Test
    void d1StartsAnewWhenTheFrameworkWasRemoved() {
        var core = core().declared(1)
                .withLiveWorker("w-1")
                .withRecovered(worker("w-2").released())
                .subscribed();

        var error = core.on(new Input.MasterError("Framework has been removed"));
        var connected = core.on(new Input.Connected());
        var durable = core.on(new Input.Persisted(1));
        var counted = core.everything();
        core.told(new Input.Subscribed(ANOTHER, HEARTBEAT));
        var launched = core.told(offers(offer("o-1", "a-1")));

        assertThat(error)
                .containsExactly(
                        persist(1, new StoreChange.ForgetFramework()),
                        new Effect.Reconnect("the framework was removed by the master: Framework has been removed"));
        assertThat(connected).isEmpty();
        var diagnostics = "the master removed the framework and killed its tasks: Framework has been removed";
        assertThat(durable)
                .containsExactly(
                        terminated("w-1", diagnostics), terminated("w-2", diagnostics), subscribe(Optional.empty()));
        assertThat(counted).contains(new Effect.Count(Metric.FRAMEWORKS_REMOVED));
        assertThat(accepts(launched)).hasSize(1);
    }

    @Test
    void d1WaitsForTheConnectionWhenForgettingWasFaster() {
        var core = core().subscribed();

        core.told(new Input.MasterError("Framework has been removed"));
        core.told(new Input.Disconnected());

        assertThat(core.told(new Input.Connected())).containsExactly(subscribe(Optional.empty(), "eng"));
    }

    @Test
    void d1HaltsInsteadWhenToldSo() {
        var core = core();
        core.with(core.settings()
                        .but()
                        .whenRemoved(SchedulerSettings.WhenRemoved.HALT)
                        .build())
                .subscribed();

        assertThat(core.on(new Input.MasterError("Framework has been removed")))
                .singleElement()
                .satisfies(effect ->
                        assertThat(((Effect.Halt) effect).reason()).isEqualTo(Effect.Halt.Reason.FRAMEWORK_REMOVED));
        assertThat(core.on(new Input.Connected())).isEmpty();
    }

    @Test
    void haltsWhenSupersededAndFallsSilent() {
        var core = core().declared(1).subscribed();

        assertThat(core.on(new Input.MasterError("Framework failed over")))
                .singleElement()
                .satisfies(
                        effect -> assertThat(((Effect.Halt) effect).reason()).isEqualTo(Effect.Halt.Reason.SUPERSEDED));
        core.on(new Input.Connected());
        assertThat(core.everything()).isEmpty();
    }

    /* A subscription is the newest one's, so a deposed leader that was cut off could take it from its successor. */
    @Test
    void subscribesAgainOnlyIfItStillLeads() {
        var core = core().subscribed();
        core.told(new Input.Disconnected());

        var connected = core.on(new Input.Connected());
        var leads = core.on(new Input.Persisted(1));
        core.on(new Input.Disconnected());
        core.on(new Input.Connected());
        var deposed = core.on(new Input.PersistFailed(2, true, "epoch 2 leads"));

        assertThat(connected).containsExactly(persist(1, new StoreChange.PutFrameworkId(Story.FRAMEWORK)));
        assertThat(leads).containsExactly(subscribe(Optional.of(Story.FRAMEWORK), "eng"));
        assertThat(deposed)
                .containsExactly(
                        new Effect.Halt(Effect.Halt.Reason.FENCED, "another instance leads now: epoch 2 leads"));
    }

    @Test
    void subscribesOnceIfTheConnectionBreaksWhileItMakesSure() {
        var core = core().subscribed();
        core.told(new Input.Disconnected());
        core.on(new Input.Connected());
        core.on(new Input.Disconnected());
        core.on(new Input.Connected());

        var first = core.on(new Input.Persisted(1));
        var second = core.on(new Input.Persisted(2));

        assertThat(Story.calls(first, Call.Subscribe.class)).hasSize(1);
        assertThat(second).isEmpty();
    }

    @Test
    void haltsWithTheTextOfTheMasterWhenRefused() {
        assertThat(core().subscribed().on(new Input.MasterError("Role 'x' is not on the whitelist")))
                .containsExactly(new Effect.Halt(
                        Effect.Halt.Reason.REFUSED,
                        "the master refuses the subscription: Role 'x' is not on the whitelist"));
    }

    @Test
    void tearsDown() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var requested = core.on(new Input.TeardownRequested());
        core.on(update("w-1").in(TaskState.KILLED).input());
        var done = core.on(new Input.Persisted(1));
        core.on(new Input.Connected());

        assertThat(requested).containsExactly(send(new Call.Teardown()), persist(1, new StoreChange.Clear()));
        assertThat(done).containsExactly(new Effect.NotifyClient(new FleetEvent.TornDown()));
        assertThat(core.everything()).isEmpty();
    }

    @Test
    void tearsDownAsSoonAsItIsSubscribed() {
        var core = core().declared(1).withLiveWorker("w-1");

        assertThat(core.told(new Input.TeardownRequested())).isEmpty();
        core.told(new Input.Connected());

        assertThat(core.told(new Input.Subscribed(FRAMEWORK, HEARTBEAT)))
                .contains(send(new Call.Teardown()), new Effect.NotifyClient(new FleetEvent.TornDown()));
    }

    @Test
    void launchesNothingAfterTeardown() {
        var core = core().declared(1).subscribed();
        core.on(offers(offer("o-1", "a-1")));

        core.on(new Input.TeardownRequested());
        var effects = core.told(new Input.Persisted(1));

        assertThat(accepts(effects)).isEmpty();
        assertThat(effects).contains(new Effect.NotifyClient(new FleetEvent.TornDown()));
    }

    private static Effect toldSubscribed(FrameworkId id) {
        return new Effect.NotifyClient(new FleetEvent.FrameworkSubscribed(id));
    }
}
