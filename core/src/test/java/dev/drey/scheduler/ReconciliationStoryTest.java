/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.reconcile;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReconciliationStoryTest {
    @Test
    void asksForAllWorkersAndThenForWhateverElseThereIs() {
        var core =
                core().withRecovered(worker("w-1")).withRecovered(worker("w-2").released());
        core.on(new Input.Connected());

        var effects = core.on(new Input.Subscribed(Story.FRAMEWORK, Story.HEARTBEAT));

        assertThat(effects).containsSubsequence(reconcile("w-1", "w-2"), reconcile());
    }

    @Test
    void asksAgainWithGrowingPausesForThoseThatGotNoAnswer() {
        var core =
                core().withRecovered(worker("w-1")).withRecovered(worker("w-2")).subscribed();
        core.told(update("w-2").running().reconciled().input());

        for (var pause : List.of(5, 10, 20, 40, 60, 60)) {
            assertThat(core.after(Duration.ofSeconds(pause)).fired(TimerKey.Kind.RECONCILE_RETRY))
                    .containsExactly(reconcile("w-1"));
        }
        core.told(update("w-1").in(TaskState.UNREACHABLE).reconciled().input());

        assertThat(core.timers()).contains(new Effect.CancelTimer(TimerKey.of(TimerKey.Kind.RECONCILE_RETRY)));
    }

    @Test
    void asksForEverythingPeriodically() {
        var core = core().withLiveWorker("w-1").subscribed();

        for (var i = 0; i < 3; i++) {
            assertThat(core.after(Duration.ofMinutes(15)).fired(TimerKey.Kind.RECONCILE_ALL))
                    .containsExactly(reconcile("w-1"), reconcile());
            core.told(update("w-1").running().reconciled().input());
        }
    }

    @Test
    void doesNotAskForWorkersThatWereNotLaunchedOrHaveEnded() {
        var core = core().declared(2).withLiveWorker("w-1").subscribed();
        core.on(offers(offer("o-1", "a-1")));
        core.on(update("w-1").failed().input());

        var effects =
                core.after(Duration.ofMinutes(15)).on(new Input.TimerFired(TimerKey.of(TimerKey.Kind.RECONCILE_ALL)));

        assertThat(effects).contains(reconcile()).doesNotContain(reconcile("w-1"));
    }

    @Test
    void doubtsTheWorkersOfAFailedAgent() {
        var core = core().withLiveWorker("w-1").subscribed();

        assertThat(core.told(new Input.AgentFailure(Optional.of(new AgentId("a-1")), Optional.empty())))
                .containsExactly(reconcile("w-1"));
        assertThat(core.told(new Input.AgentFailure(Optional.of(new AgentId("a-2")), Optional.empty())))
                .isEmpty();
    }

    @Test
    void believesAtOnceThatARecoveredWorkerIsMissing() {
        var core = core().withRecovered(worker("w-1")).declared(1).subscribed();

        var effects = core.told(update("w-1").in(TaskState.GONE).reconciled().input());

        assertThat(effects).contains(Story.terminated("w-1", "GONE (MASTER, RECONCILIATION)"), Story.revive());
    }

    @Test
    void killsTasksThatNoRecordTellsOf() {
        var core = core().subscribed();

        assertThat(core.told(update("x-1").running().reconciled().input())).containsExactly(Story.kill("x-1"));
        assertThat(core.told(
                        update("x-2").in(TaskState.FINISHED).withUuid("u-1").input()))
                .containsExactly(Story.acknowledge("x-2", "u-1"));
    }

    @Test
    void asksNothingWhileDisconnected() {
        var core = core().withRecovered(worker("w-1")).subscribed();

        core.told(new Input.Disconnected());

        assertThat(core.timers())
                .contains(
                        new Effect.CancelTimer(TimerKey.of(TimerKey.Kind.RECONCILE_RETRY)),
                        new Effect.CancelTimer(TimerKey.of(TimerKey.Kind.RECONCILE_ALL)),
                        new Effect.CancelTimer(TimerKey.of(TimerKey.Kind.HEARTBEAT_SILENCE)));
        assertThat(core.after(Duration.ofHours(1)).fired(TimerKey.Kind.RECONCILE_RETRY))
                .isEmpty();
    }
}
