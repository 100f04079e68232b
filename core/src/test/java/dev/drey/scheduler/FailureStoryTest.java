/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.kill;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FailureStoryTest {
    private static final Duration PAUSE = FailureSettings.DEFAULT.disasterPause();

    @Test
    void replacesAfterTheFirstFailureAtOnce() {
        var core = core().launching();

        core.told(update("w-1-1").failed().input());

        assertThat(Story.accepts(core.told(offers(offer("o-2", "a-2"))))).hasSize(1);
    }

    @Test
    void d11WaitsLongerAndLongerWhileAProfileKeepsFailing() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());
        var waits = List.of(1, 2, 4, 8, 16, 32, 60, 60);

        for (var i = 0; i < waits.size(); i++) {
            core.told(offers(offer("o-" + (i + 2), "a-" + (i + 2))));
            core.told(update("w-1-" + (i + 2)).failed().ofAgent("a-" + (i + 2)).input());

            assertThat(core.timers())
                    .contains(new Effect.SetTimer(
                            TimerKey.of(TimerKey.Kind.BACK_OFF_OVER), core.now().plusSeconds(waits.get(i))));
            core.after(Duration.ofSeconds(waits.get(i))).fired(TimerKey.Kind.BACK_OFF_OVER);
        }
    }

    @Test
    void launchesNothingOfTheProfileMeanwhileAndSaysWhy() {
        var core = looping();
        var until = core.now().plusSeconds(1);

        var waiting = core.told(offers(offer("o-3", "a-3")));
        var goesOn = core.after(Duration.ofSeconds(1)).fired(TimerKey.Kind.BACK_OFF_OVER);

        assertThat(Story.accepts(waiting)).isEmpty();
        assertThat(core.explained())
                .contains("the next launch waits until " + until
                        + " after 2 failures in a row, the last one: FAILED (EXECUTOR)");
        assertThat(Story.accepts(goesOn)).hasSize(1);
    }

    @Test
    void avoidsAnAgentWhoseWorkersKeepFailing() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());
        core.told(offers(offer("o-2", "a-1")));
        core.told(update("w-1-2").failed().input());
        core.after(Duration.ofSeconds(1)).fired(TimerKey.Kind.BACK_OFF_OVER);

        var sameAgent = core.told(offers(offer("o-3", "a-1")));
        var otherAgent = core.told(offers(offer("o-4", "a-2")));

        assertThat(sameAgent).contains(Story.decline(Duration.ofSeconds(4), "o-3"));
        assertThat(Story.accepts(sameAgent)).isEmpty();
        assertThat(core.explained()).anyMatch(text -> text.startsWith("host-1 is avoided until"));
        assertThat(Story.accepts(otherAgent)).hasSize(1);
    }

    @Test
    void whatTheMasterRefusesIsNotTheAgentsFault() {
        var core = core().launching();
        core.told(update("w-1-1").in(TaskState.ERROR).byMaster("TASK_INVALID").input());
        core.told(offers(offer("o-2", "a-1")));
        core.told(update("w-1-2").in(TaskState.ERROR).byMaster("TASK_INVALID").input());
        core.after(Duration.ofSeconds(1)).fired(TimerKey.Kind.BACK_OFF_OVER);

        assertThat(Story.accepts(core.told(offers(offer("o-3", "a-1"))))).hasSize(1);
    }

    @Test
    void aWorkerThatRanForLongIsNoSignOfALoop() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());
        core.told(offers(offer("o-2", "a-2")));
        core.told(update("w-1-2").running().ofAgent("a-2").input());

        core.after(FailureSettings.DEFAULT.stable())
                .told(update("w-1-2").failed().ofAgent("a-2").input());

        assertThat(Story.accepts(core.told(offers(offer("o-3", "a-2"))))).hasSize(1);
    }

    @Test
    void beginsWithPatienceAgainAfterAQuietTime() {
        var core = looping();
        core.after(Duration.ofSeconds(1)).fired(TimerKey.Kind.BACK_OFF_OVER);
        core.told(offers(offer("o-3", "a-3")));
        core.told(update("w-1-3").running().ofAgent("a-3").input());

        core.after(Duration.ofMinutes(3))
                .told(update("w-1-3").failed().ofAgent("a-3").input());
        core.told(offers(offer("o-4", "a-3")));
        core.told(update("w-1-4").failed().ofAgent("a-3").input());

        assertThat(Story.accepts(core.told(offers(offer("o-5", "a-3"))))).hasSize(1);
    }

    @Test
    void releasedWorkersAreNoFailures() {
        var core = core().launching();
        core.told(new Input.WorkerReleased(new TaskId("w-1-1")));

        core.told(update("w-1-1").in(TaskState.KILLED).input());

        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.WORKERS_FAILED));
    }

    @Test
    void pausesInsteadOfStormingWhenManyAgentsAreLostAtOnce() {
        var core = fleetOf(4);

        lose(core, 3);
        var disaster = List.copyOf(core.everything());
        core.told(update("w-4").in(TaskState.LOST).byMaster("AGENT_REMOVED").input());
        var offered = core.told(offers(offer("o-1", "a-9")));

        assertThat(disaster).contains(new Effect.Count(Metric.DISASTERS));
        assertThat(Story.accepts(offered)).isEmpty();
        assertThat(core.explained())
                .contains("nothing is launched until " + core.now().plus(PAUSE)
                        + ": 3 agents lost their workers within 60 s");
        assertThat(Story.accepts(core.after(PAUSE).fired(TimerKey.Kind.BACK_OFF_OVER)))
                .hasSize(1);
    }

    @Test
    void doesNotReplaceDuringTheDisaster() {
        var core = core();
        core.with(core.settings()
                .but()
                .partitions(new PartitionSettings(Duration.ofSeconds(10), Duration.ofHours(1)))
                .build());
        fleet(core, 4);
        lose(core, 3);

        var during = core.after(Duration.ofSeconds(10)).fired(TimerKey.Kind.REPLACE_DUE, "w-1");
        var comesBack = core.told(update("w-2").running().input());
        var after = core.after(PAUSE).fired(TimerKey.Kind.REPLACE_DUE, "w-1");

        assertThat(during).isEmpty();
        assertThat(comesBack).doesNotContain(kill("w-2"));
        assertThat(after).contains(kill("w-1"));
    }

    @Test
    void aLaunchOnVoidOffersIsNobodysFailure() {
        var core = core().launching();

        core.told(
                update("w-1-1").in(TaskState.DROPPED).byMaster("INVALID_OFFERS").input());

        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.WORKERS_FAILED));
    }

    @Test
    void fewAgentsOfManyAreNoDisaster() {
        var core = fleetOf(7);

        lose(core, 3);

        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.DISASTERS));
    }

    @Test
    void answersThatAreRepeatedCountOnce() {
        var core = fleetOf(4);
        lose(core, 2);

        core.told(update("w-1").in(TaskState.UNREACHABLE).reconciled().input());

        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.DISASTERS));
    }

    /** The profile failed twice, on two agents, and waits now. */
    private static Story looping() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());
        core.told(offers(offer("o-2", "a-2")));
        core.told(update("w-1-2").failed().ofAgent("a-2").input());
        return core;
    }

    private static Story fleetOf(int workers) {
        return fleet(core(), workers);
    }

    /** Workers w-1 to w-n, each on an agent of its own. */
    private static Story fleet(Story core, int workers) {
        IntStream.rangeClosed(1, workers)
                .forEach(i -> core.withRecovered(new WorkerRecord(
                        new TaskId("w-" + i),
                        Story.PROFILE.name(),
                        new AgentId("a-" + i),
                        "host-" + i,
                        WorkerRecord.Goal.LAUNCHED)));
        core.declared(workers).subscribed();
        IntStream.rangeClosed(1, workers).forEach(i -> core.told(running(i)));
        return core;
    }

    private static Input running(int worker) {
        return update("w-" + worker).running().input();
    }

    private static void lose(Story core, int workers) {
        IntStream.rangeClosed(1, workers)
                .forEach(i -> core.told(update("w-" + i)
                        .in(TaskState.UNREACHABLE)
                        .byMaster("AGENT_REMOVED")
                        .input()));
    }
}
