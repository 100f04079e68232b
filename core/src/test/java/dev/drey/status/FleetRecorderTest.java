/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.placement.WhyNot;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Insight;
import dev.drey.scheduler.TimerKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FleetRecorderTest {
    private static final String WORKER = "w-3-1";
    private final Watched watched = new Watched();

    @Test
    void tellsTheLifeOfAWorker() {
        watched.declared(1).subscribed().offered("o-1", 2);
        watched.later(Duration.ofSeconds(5)).updated(WORKER, TaskState.RUNNING, "");
        watched.on(new Input.WorkerRegistered(new TaskId(WORKER)));

        var worker = watched.leader().workers().get(0);

        assertThat(worker.id()).isEqualTo(WORKER);
        assertThat(worker.hostname()).isEqualTo("agent.example");
        assertThat(worker.registered()).isTrue();
        assertThat(worker.history())
                .extracting(FleetStatus.Change::state)
                .containsExactly("PLACED", "LAUNCHING", "LIVE", "LIVE");
        assertThat(worker.history())
                .extracting(FleetStatus.Change::detail)
                .containsExactly("", "launch sent", "RUNNING (AGENT)", "registered");
        assertThat(worker.state()).isEqualTo("LIVE");
        assertThat(worker.since()).isEqualTo(watched.leader().since().plusSeconds(5));
        assertThat(watched.leader().profiles()).singleElement().satisfies(profile -> assertThat(
                        List.of(profile.declared(), profile.present(), profile.waiting()))
                .containsExactly(1, 1, 0));
    }

    @Test
    void blamesTheAgentOfAFailedWorkerAndKeepsItsHistory() {
        watched.declared(1).subscribed().offered("o-1", 2).updated(WORKER, TaskState.RUNNING, "");

        watched.updated(WORKER, TaskState.FAILED, "exited with status 3");

        var leader = watched.leader();
        assertThat(leader.workers()).isEmpty();
        assertThat(leader.ended()).singleElement().satisfies(worker -> {
            assertThat(worker.state()).isEqualTo(WorkerBook.ENDED);
            assertThat(worker.history().get(worker.history().size() - 1).detail())
                    .contains("exited with status 3");
        });
        assertThat(leader.agents()).singleElement().satisfies(agent -> {
            assertThat(agent.failures()).isEqualTo(1);
            assertThat(agent.inARow()).isEqualTo(1);
            assertThat(agent.avoidedUntil()).isEmpty();
            assertThat(agent.reason()).contains("exited with status 3");
        });
        watched.later(Duration.ofMinutes(61));
        assertThat(watched.leader().agents()).isEmpty();
    }

    @Test
    void tellsWhatWaitsBecauseOfFailuresAndForHowLong() {
        watched.declared(1).subscribed();
        for (var i = 1; i <= 5; i++) {
            watched.later(Duration.ofSeconds(30)).offered("o-" + i, 2).updated("w-3-" + i, TaskState.RUNNING, "");
            watched.updated("w-3-" + i, TaskState.FAILED, "no such file");
        }
        watched.offered("o-6", 2);

        var leader = watched.leader();
        assertThat(leader.budgets().profiles()).singleElement().satisfies(profile -> {
            assertThat(profile.profile()).isEqualTo("default");
            assertThat(profile.inARow()).isEqualTo(5);
            assertThat(profile.waitsUntil()).hasValue(watched.now().plusSeconds(8));
            assertThat(profile.reason()).contains("no such file");
        });
        assertThat(leader.budgets().nextLaunchAt()).hasValue(watched.now().plusSeconds(8));
        assertThat(leader.budgets().limits().profileLongestWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(leader.agents()).singleElement().satisfies(agent -> {
            assertThat(agent.failures()).isEqualTo(5);
            assertThat(agent.avoidedUntil()).hasValue(watched.now().plusSeconds(40));
        });
        assertThat(leader.profiles().get(0).whyNot()).isEmpty();

        watched.later(Duration.ofSeconds(9)).on(new Input.TimerFired(new TimerKey(TimerKey.Kind.BACK_OFF_OVER, "")));
        watched.offered("o-7", 2);
        assertThat(watched.leader().profiles().get(0).whyNot().orElseThrow().groups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.hosts()).containsExactly("agent.example");
                    assertThat(group.conditions().get(0).name()).isEqualTo("no failures in a row");
                    assertThat(group.conditions().get(0).found()).contains("is avoided until");
                });
        watched.later(Duration.ofMinutes(10));
        assertThat(watched.leader().budgets().profiles()).isEmpty();
    }

    @Test
    void tellsOfThePauseAfterADisaster() {
        watched.recorder.noted(
                watched.now(),
                new Insight.LaunchesPaused(watched.now().plusSeconds(60), "3 agents lost their workers"));

        assertThat(watched.leader().budgets().pause())
                .hasValue(new FleetStatus.Pause(watched.now().plusSeconds(60), "3 agents lost their workers"));
        watched.later(Duration.ofSeconds(60));
        assertThat(watched.leader().budgets().pause()).isEmpty();
    }

    @Test
    void aHistoryIsBoundedAndRepetitionsDoNotPushOutWhatMatters() {
        watched.declared(1).subscribed().offered("o-1", 2).updated(WORKER, TaskState.RUNNING, "");
        watched.on(new Input.WorkerReleased(new TaskId(WORKER)));
        for (var i = 0; i < 50; i++) {
            watched.later(Duration.ofSeconds(30))
                    .on(new Input.TimerFired(new TimerKey(TimerKey.Kind.KILL_RETRY, WORKER)));
            watched.updated(WORKER, TaskState.RUNNING, "");
        }
        var before = watched.leader().workers().get(0).history();
        for (var i = 0; i < 50; i++) {
            watched.updated(WORKER, TaskState.RUNNING, "message " + i);
        }

        assertThat(before).hasSizeLessThan(10).first().satisfies(change -> assertThat(change.state())
                .isEqualTo("PLACED"));
        assertThat(watched.leader().workers().get(0).history()).hasSize(20);
    }

    @Test
    void aPageGetsAFewWorkersThatNeedAttentionAndTheCountOfAll() {
        watched.declared(300).subscribed();
        for (var i = 1; i <= 30; i++) {
            watched.offered("o-" + i, 10, 10 * 1024);
        }
        for (var i = 1; i <= 250; i++) {
            watched.updated("w-3-" + i, TaskState.RUNNING, "");
        }
        watched.updated("w-3-250", TaskState.UNREACHABLE, "");

        var page = watched.board.status().forAPage().leadership().orElseThrow();

        assertThat(watched.leader().workers()).hasSize(300);
        assertThat(page.workers()).hasSize(200);
        assertThat(page.workers().get(0).id()).isEqualTo("w-3-250");
        assertThat(page.workers().get(1).state()).isEqualTo("LAUNCHING");
        assertThat(page.states())
                .containsEntry("LIVE", 249L)
                .containsEntry("UNREACHABLE", 1L)
                .containsEntry("LAUNCHING", 50L);
    }

    @Test
    void aReleasedWorkerIsNoFailure() {
        watched.declared(1).subscribed().offered("o-1", 2).updated(WORKER, TaskState.RUNNING, "");

        watched.on(new Input.WorkerReleased(new TaskId(WORKER)));
        assertThat(watched.leader().workers().get(0).state()).isEqualTo("KILLING");
        assertThat(watched.leader().profiles().get(0).declared()).isZero();

        watched.updated(WORKER, TaskState.KILLED, "");
        assertThat(watched.leader().agents()).isEmpty();
        assertThat(watched.leader().ended()).hasSize(1);
    }

    @Test
    void offersAreHeldUntilTheConnectionIsLost() {
        watched.declared(1).subscribed().offered("o-1", 0.5);

        assertThat(watched.leader().offers()).singleElement().satisfies(offer -> assertThat(offer.resources())
                .containsEntry("cpus", "0.5")
                .containsEntry("ports", "31000-31009"));
        assertThat(watched.leader().profiles().get(0).explanation()).contains("cpus");
        assertThat(watched.leader().profiles().get(0).whyNot().orElseThrow().groups())
                .singleElement()
                .satisfies(group -> assertThat(group.conditions())
                        .contains(
                                new WhyNot.Condition("cpus", false, "1", "0.5"),
                                new WhyNot.Condition("mem", true, "1024", "4096")));

        watched.on(new Input.Disconnected());
        assertThat(watched.leader().offers()).isEmpty();
        assertThat(watched.leader().master().connection()).isEqualTo(FleetStatus.Connection.OFFLINE);
    }

    @Test
    void usedAndRescindedOffersAreNotHeld() {
        watched.declared(1).subscribed().offered("o-1", 2);
        assertThat(watched.leader().offers()).isEmpty();

        watched.declared(2).offered("o-2", 0.5).on(new Input.Rescinded(new OfferId("o-2")));
        assertThat(watched.leader().offers()).isEmpty();
    }

    @Test
    void tellsWhomTheMasterHasNotAnsweredAbout() {
        watched.declared(1).subscribed().offered("o-1", 2).updated(WORKER, TaskState.RUNNING, "");
        watched.on(new Input.Disconnected()).subscribed();

        assertThat(watched.leader().reconciliation().unanswered()).containsExactly(WORKER);
        assertThat(watched.leader().reconciliation().lastOfAll()).isPresent();

        watched.updated(WORKER, TaskState.RUNNING, "");
        assertThat(watched.leader().reconciliation().unanswered()).isEmpty();
    }

    @Test
    void healthIsThatOfTheConnection() {
        assertThat(Health.of(watched.board.status()).isGood()).isTrue();
        watched.subscribed().later(Duration.ofSeconds(120));
        assertThat(Health.of(watched.board.status()).isGood()).isTrue();

        watched.later(Duration.ofSeconds(1));
        assertThat(Health.of(watched.board.status()))
                .isEqualTo(
                        new Health(false, "leader, subscribed: the master was not heard for 121 s, more than 120 s"));

        watched.on(new Input.Heartbeat());
        assertThat(Health.of(watched.board.status()).isGood()).isTrue();
    }

    @Test
    void aHaltIsUnhealthyAndAStandbyIsNot() {
        var listener = watched.recorder.around(new WorkerFleet.Listener() {
            @Override
            public void on(FleetEvent event) {}

            @Override
            public void halted(Effect.Halt.Reason reason, String message) {}
        });
        listener.halted(Effect.Halt.Reason.FENCED, "a later leader was found");

        assertThat(watched.board.status().role()).isEqualTo(FleetStatus.Role.HALTED);
        assertThat(Health.of(watched.board.status()))
                .isEqualTo(new Health(false, "halted: FENCED: a later leader was found"));

        watched.board.hide(watched.recorder);
        assertThat(watched.board.status().role()).isEqualTo(FleetStatus.Role.STANDBY);
        assertThat(Health.of(watched.board.status()).isGood()).isTrue();
    }
}
