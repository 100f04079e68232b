/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
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
                .containsExactly("PLACED", "LAUNCHED", "RUNNING");
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
            assertThat(worker.state()).isEqualTo(WorkerLog.TERMINATED);
            assertThat(worker.history().get(worker.history().size() - 1).detail())
                    .contains("exited with status 3");
        });
        assertThat(leader.agents()).singleElement().satisfies(agent -> {
            assertThat(agent.failures()).isEqualTo(1);
            assertThat(agent.last().detail()).contains("exited with status 3");
        });
        watched.later(Duration.ofMinutes(61));
        assertThat(watched.leader().agents()).isEmpty();
    }

    @Test
    void aReleasedWorkerIsNoFailure() {
        watched.declared(1).subscribed().offered("o-1", 2).updated(WORKER, TaskState.RUNNING, "");

        watched.on(new Input.WorkerReleased(new TaskId(WORKER)));
        assertThat(watched.leader().workers().get(0).state()).isEqualTo(WorkerLog.KILL_SENT);
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
