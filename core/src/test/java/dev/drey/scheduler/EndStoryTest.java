/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Effect.Halt.Reason.FENCED;
import static dev.drey.scheduler.Story.acknowledge;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.kill;
import static dev.drey.scheduler.Story.persist;
import static dev.drey.scheduler.Story.reconcile;
import static dev.drey.scheduler.Story.remove;
import static dev.drey.scheduler.Story.terminated;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.store.StoreChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EndStoryTest {
    @Test
    void acknowledgesOnlyAfterTheChangeIsDurable() {
        var core = core().withLiveWorker("w-1").subscribed();

        var first = core.on(update("w-1").failed().withUuid("u-9").input());
        assertThat(first).containsExactly(persist(1, remove("w-1")));

        var second = core.on(new Input.Persisted(1));
        assertThat(second).containsExactly(acknowledge("w-1", "u-9"), terminated("w-1", "FAILED (EXECUTOR)"));
    }

    @Test
    void acknowledgesAtOnceWhatChangesNothingDurable() {
        var core = core().launching();

        var first = core.on(update("w-1-1").running().withUuid("u-1").input());
        var again = core.on(update("w-1-1").running().withUuid("u-1").input());

        assertThat(first).containsExactly(stateChanged("w-1-1", TaskState.RUNNING), acknowledge("w-1-1", "u-1"));
        assertThat(again).containsExactly(acknowledge("w-1-1", "u-1"));
    }

    @Test
    void neverAcknowledgesWithoutUuid() {
        var core = core().withLiveWorker("w-1").subscribed();

        var effects = core.told(update("w-1").failed().input());

        assertThat(effects).containsExactly(persist(1, remove("w-1")), terminated("w-1", "FAILED (EXECUTOR)"));
    }

    @Test
    void acknowledgesARepeatedEndOnceWhileItIsWrittenAndAgainAfterwards() {
        var core = core().withLiveWorker("w-1").subscribed();
        var failed = update("w-1").failed().withUuid("u-9").input();
        core.on(failed);

        assertThat(core.on(failed)).isEmpty();
        assertThat(core.on(new Input.Persisted(1)))
                .containsExactly(acknowledge("w-1", "u-9"), terminated("w-1", "FAILED (EXECUTOR)"));
        assertThat(core.on(failed)).containsExactly(acknowledge("w-1", "u-9"));
    }

    @Test
    void fallsSilentWhenItSeesAWorkerOfALaterLeader() {
        var core = core().withLiveWorker("w-1").subscribed();

        var seen = core.on(update("w-2-1").running().withUuid("u-1").input());

        assertThat(seen).containsExactly(new Effect.Halt(FENCED, "a later leader launched worker w-2-1"));
        assertThat(core.on(new Input.Heartbeat())).isEmpty();
    }

    @Test
    void killsALostTaskThatShowsUpAgain() {
        var core = core().withLiveWorker("w-1").subscribed();
        core.told(update("w-1").in(TaskState.LOST).byMaster("AGENT_REMOVED").input());

        var back =
                core.told(update("w-1").running().byMaster("AGENT_REREGISTERED").input());
        var retry = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        core.told(update("w-1").in(TaskState.KILLED).withUuid("u-1").input());
        var late = core.after(Duration.ofMinutes(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");

        assertThat(back).containsExactly(kill("w-1"));
        assertThat(retry).containsExactly(kill("w-1"));
        assertThat(late).isEmpty();
    }

    @Test
    void killsALostTaskThatShowsUpWhileItsEndIsWritten() {
        var core = core().withLiveWorker("w-1").subscribed();
        core.on(update("w-1").in(TaskState.LOST).byMaster("AGENT_REMOVED").input());

        var back = core.on(update("w-1").running().withUuid("u-2").input());
        var durable = core.on(new Input.Persisted(1));
        var retry = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");

        assertThat(back).isEmpty();
        assertThat(durable)
                .containsExactly(
                        acknowledge("w-1", "u-2"), terminated("w-1", "LOST (MASTER, AGENT_REMOVED)"), kill("w-1"));
        assertThat(retry).containsExactly(kill("w-1"));
    }

    @Test
    void leavesAnUnreachableStrayAloneUntilItReturns() {
        var core = core().subscribed();
        core.told(update("x-1").running().withUuid("u-1").input());

        core.told(update("x-1")
                .in(TaskState.UNREACHABLE)
                .byMaster("AGENT_REMOVED")
                .input());
        var retry = core.after(Duration.ofMinutes(5)).fired(TimerKey.Kind.KILL_RETRY, "x-1");
        var back =
                core.told(update("x-1").running().byMaster("AGENT_REREGISTERED").input());

        assertThat(retry).isEmpty();
        assertThat(back).containsExactly(kill("x-1"));
    }

    @Test
    void waitsForAnUnreachableWorkerAndWelcomesItBack() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var away = core.told(update("w-1")
                .in(TaskState.UNREACHABLE)
                .byMaster("AGENT_REMOVED")
                .input());
        var back =
                core.told(update("w-1").running().byMaster("AGENT_REREGISTERED").input());

        assertThat(away).containsExactly(stateChanged("w-1", TaskState.UNREACHABLE));
        assertThat(back).containsExactly(stateChanged("w-1", TaskState.RUNNING));
    }

    @Test
    void killsOnlyAfterTheReleaseIsDurable() {
        var core = core().withLiveWorker("w-1").subscribed();

        assertThat(core.on(new Input.WorkerReleased(new TaskId("w-1"))))
                .containsExactly(persist(
                        1, new StoreChange.PutWorkers(List.of(worker("w-1").released()))));
        assertThat(core.on(update("w-1").running().withUuid("u-1").input())).containsExactly(acknowledge("w-1", "u-1"));
        assertThat(core.on(new Input.Persisted(1))).containsExactly(kill("w-1"));
    }

    @Test
    void repeatsAKillUntilTheEndComes() {
        var core = core().withLiveWorker("w-1").subscribed();
        core.told(new Input.WorkerReleased(new TaskId("w-1")));

        var second = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        var tooEarly = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        var third = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        var sign = core.told(update("w-1").running().input());
        core.told(new Input.Disconnected());
        core.told(new Input.Connected());
        var reconnected = core.told(new Input.Subscribed(Story.FRAMEWORK, Story.HEARTBEAT));
        var ended = core.told(update("w-1").in(TaskState.KILLED).input());

        assertThat(List.of(second, third, sign)).containsOnly(List.of(kill("w-1")));
        assertThat(tooEarly).isEmpty();
        assertThat(reconnected).contains(kill("w-1"));
        assertThat(ended).contains(terminated("w-1", "KILLED (EXECUTOR)"));
    }

    @Test
    void killsAgainWhatAnEarlierLeaderReleased() {
        var core = core().withRecovered(worker("w-1").released()).declared(1);

        core.on(new Input.Connected());
        var effects = core.on(new Input.Subscribed(Story.FRAMEWORK, Story.HEARTBEAT));

        assertThat(effects).contains(kill("w-1"), reconcile("w-1"));
    }

    @Test
    void releasingLowersTheDemandOnce() {
        var core =
                core().declared(2).withLiveWorker("w-1").withLiveWorker("w-2").subscribed();

        core.told(new Input.WorkerReleased(new TaskId("w-1")));
        core.told(new Input.WorkerReleased(new TaskId("w-1")));
        core.told(update("w-1").in(TaskState.KILLED).input());
        var effects = core.told(Story.offers(Story.offer("o-1", "a-1")));

        assertThat(Story.accepts(effects)).isEmpty();
    }

    @Test
    void releasingAWorkerThatIsGoneIsHarmless() {
        assertThat(core().declared(1).subscribed().told(new Input.WorkerReleased(new TaskId("w-9"))))
                .isEmpty();
    }

    @Test
    void anUpdateWithoutAgentIsAcknowledgedThroughTheAgentOfTheRecord() {
        var core = core().withLiveWorker("w-1").subscribed();
        var status = new TaskStatus(
                new TaskId("w-1"),
                TaskState.RUNNING,
                TaskStatus.Source.EXECUTOR,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.of("u-1"),
                Instant.EPOCH);

        assertThat(core.on(new Input.StatusUpdate(status))).containsExactly(acknowledge("w-1", "u-1"));
    }

    private static Effect stateChanged(String task, TaskState state) {
        return new Effect.NotifyClient(new FleetEvent.WorkerStateChanged(new TaskId(task), state));
    }

    @Test
    void anUpdateOfAnotherAgentIsAcknowledgedThereAndTheMasterIsAsked() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var effects =
                core.told(update("w-1").failed().ofAgent("a-9").withUuid("u-1").input());
        var truth = core.told(update("w-1").running().reconciled().input());

        assertThat(effects)
                .containsExactly(
                        Story.reconcile("w-1"),
                        Story.send(new Call.Acknowledge(new TaskId("w-1"), new AgentId("a-9"), "u-1")));
        assertThat(truth).isEmpty();
    }
}
