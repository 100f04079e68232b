/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.acknowledge;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.kill;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.persist;
import static dev.drey.scheduler.Story.remove;
import static dev.drey.scheduler.Story.terminated;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.StoreChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PartitionStoryTest {
    private static final Duration REPLACE = PartitionSettings.DEFAULT.replaceAfter();
    private static final Duration EXPUNGE = PartitionSettings.DEFAULT.expungeAfter();
    private static final String WHY = "its agent has been unreachable or unknown for 60 s";

    @Test
    void replacesAWorkerThatStaysUnreachable() {
        var core = unreachable();

        var due = core.after(REPLACE).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        var replaced = core.told(offers(offer("o-1", "a-2")));

        assertThat(due)
                .containsSubsequence(
                        persist(
                                1,
                                new StoreChange.PutWorkers(List.of(worker("w-1").released()))),
                        terminated("w-1", WHY),
                        kill("w-1"));
        assertThat(Story.accepts(replaced)).hasSize(1);
    }

    @Test
    void tellsTheEndOfTheOldWorkerBeforeTheLaunchOfTheNewOne() {
        var core = unreachable();
        core.after(REPLACE).on(new Input.TimerFired(new TimerKey(TimerKey.Kind.REPLACE_DUE, "w-1")));

        var offered = core.on(offers(offer("o-1", "a-2")));
        var released = core.on(new Input.Persisted(1));
        var launched = core.on(new Input.Persisted(2));

        assertThat(Story.accepts(offered)).isEmpty();
        assertThat(released).contains(terminated("w-1", WHY));
        assertThat(Story.accepts(launched)).hasSize(1);
    }

    @Test
    void keepsAWorkerThatComesBackInTime() {
        var core = unreachable();

        core.after(REPLACE.minusSeconds(1)).told(back("w-1"));
        var late = core.after(REPLACE).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        var forgotten = core.after(EXPUNGE).fired(TimerKey.Kind.EXPUNGE_DUE, "w-1");

        assertThat(late).isEmpty();
        assertThat(forgotten).isEmpty();
    }

    @Test
    void killsAReplacedWorkerThatComesBackAndNothingElse() {
        var core = replaced();

        var silence = core.after(Duration.ofMinutes(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        var comesBack = core.told(back("w-1"));
        var ended = core.told(update("w-1").in(TaskState.KILLED).withUuid("u-1").input());

        assertThat(silence).isEmpty();
        assertThat(comesBack).containsExactly(kill("w-1"));
        assertThat(ended).containsExactly(persist(2, remove("w-1")), acknowledge("w-1", "u-1"));
    }

    @Test
    void forgetsAWorkerThatStaysUnreachableForMuchLonger() {
        var core = replaced();

        var expunged = core.after(EXPUNGE).fired(TimerKey.Kind.EXPUNGE_DUE, "w-1");
        var comesBack = core.told(back("w-1"));

        assertThat(expunged).containsExactly(persist(2, remove("w-1")));
        assertThat(comesBack).containsExactly(kill("w-1"));
    }

    @Test
    void forgetsAReleasedWorkerThatStaysUnreachable() {
        var core = core().withLiveWorker("w-1").subscribed();
        core.told(new Input.WorkerReleased(new TaskId("w-1")));
        core.told(away("w-1"));

        var retry = core.after(Duration.ofMinutes(5)).fired(TimerKey.Kind.KILL_RETRY, "w-1");
        var expunged = core.after(EXPUNGE).fired(TimerKey.Kind.EXPUNGE_DUE, "w-1");

        assertThat(retry).isEmpty();
        assertThat(expunged)
                .containsExactly(
                        persist(2, remove("w-1")),
                        terminated("w-1", "forgotten, its agent has been unreachable or unknown for 3600 s"));
    }

    @Test
    void replacesNothingOnOldNews() {
        var core = unreachable();
        core.told(new Input.Disconnected());

        var offline = core.after(REPLACE).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        core.told(new Input.Connected());
        core.told(new Input.Subscribed(Story.FRAMEWORK, Story.HEARTBEAT));
        var unanswered = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        core.told(update("w-1").in(TaskState.UNREACHABLE).reconciled().input());
        var answered = core.after(Duration.ofSeconds(5)).fired(TimerKey.Kind.REPLACE_DUE, "w-1");

        assertThat(offline).isEmpty();
        assertThat(unanswered).isEmpty();
        assertThat(answered).contains(terminated("w-1", WHY), kill("w-1"));
    }

    @Test
    void aNewLeaderKillsWhatItsPredecessorReplaced() {
        var core = core().declared(1)
                .withRecovered(worker("w-1").released())
                .withLiveWorker("w-2")
                .subscribed();

        var stillAway = core.told(away("w-1"));
        var comesBack = core.told(back("w-1"));

        assertThat(stillAway).doesNotContain(kill("w-1"));
        assertThat(comesBack).contains(kill("w-1"));
        assertThat(Story.accepts(core.told(offers(offer("o-1", "a-2"))))).isEmpty();
    }

    @Test
    void aWorkerThatEndsWhileItsReplacementIsWrittenIsToldOnce() {
        var core = unreachable();
        core.after(REPLACE).on(new Input.TimerFired(new TimerKey(TimerKey.Kind.REPLACE_DUE, "w-1")));

        core.on(update("w-1").failed().withUuid("u-1").input());
        var released = core.on(new Input.Persisted(1));
        var ended = core.on(new Input.Persisted(2));

        assertThat(released).doesNotContain(kill("w-1")).doesNotContain(terminated("w-1", WHY));
        assertThat(ended).containsExactly(acknowledge("w-1", "u-1"), terminated("w-1", "FAILED (EXECUTOR)"));
    }

    /* What a master answers that restarted without its registry, before the agents are back. */
    @Test
    void keepsAWorkerThatTheMasterDoesNotKnowUntilItWasAwayForLong() {
        var core = core().declared(1).withRecovered(worker("w-1")).subscribed();

        var unknown = core.told(unknown("w-1"));
        var offered = core.told(offers(offer("o-1", "a-2")));
        var again = core.after(Duration.ofSeconds(30)).told(unknown("w-1"));
        var due = core.after(Duration.ofSeconds(30)).fired(TimerKey.Kind.REPLACE_DUE, "w-1");

        assertThat(Story.persists(unknown)).isEmpty();
        assertThat(Story.accepts(offered)).isEmpty();
        assertThat(again).isEmpty();
        assertThat(due).contains(terminated("w-1", WHY), kill("w-1"));
        assertThat(core.told(unknown("w-1"))).containsExactly(persist(2, remove("w-1")));
    }

    @Test
    void welcomesBackAWorkerThatTheMasterDidNotKnow() {
        var core = core().declared(1).withRecovered(worker("w-1")).subscribed();
        core.told(unknown("w-1"));

        core.told(back("w-1"));

        assertThat(core.after(REPLACE).fired(TimerKey.Kind.REPLACE_DUE, "w-1")).isEmpty();
        assertThat(core.after(EXPUNGE).fired(TimerKey.Kind.EXPUNGE_DUE, "w-1")).isEmpty();
    }

    private static Input unknown(String task) {
        return update(task).in(TaskState.UNKNOWN).reconciled().input();
    }

    private static Story unreachable() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();
        core.told(away("w-1"));
        return core;
    }

    /** Given up, and still away; another one is not launched yet. */
    private static Story replaced() {
        var core = unreachable();
        core.after(REPLACE).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        core.told(update("w-1").in(TaskState.UNREACHABLE).reconciled().input());
        return core;
    }

    private static Input away(String task) {
        return update(task).in(TaskState.UNREACHABLE).byMaster("AGENT_REMOVED").input();
    }

    private static Input back(String task) {
        return update(task).running().byMaster("AGENT_REREGISTERED").input();
    }
}
