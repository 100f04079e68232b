/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static dev.drey.simulator.agent.AgentRig.PING_TIMEOUT;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToAgent.MissingTask;
import dev.drey.simulator.protocol.ToMaster;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RegistrationTest {

    @Test
    void registersWithEverLongerPausesUpToAMinute() {
        var rig = new AgentRig().connect();

        rig.advance(200);

        assertThat(rig.attempts)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1500L, 3500L, 7500L, 15500L, 31500L, 61500L, 91500L, 121500L, 151500L, 181500L);
        assertThat(rig.heard().get(0)).isInstanceOf(ToMaster.Register.class);
    }

    @Test
    void answersPings() {
        var rig = AgentRig.registered();

        rig.tell(new ToAgent.Ping(true));

        assertThat(rig.heard()).containsExactly(new ToMaster.Pong());
    }

    @Test
    @DisplayName("C301 without pings for 75 s the agent registers again")
    void registersAgainAfterSilence() {
        var rig = AgentRig.registered();

        rig.advance(60);
        rig.tell(new ToAgent.Ping(true));
        rig.advance(74);
        assertThat(rig.heard(ToMaster.Reregister.class)).isEmpty();
        rig.advance(2);

        assertThat(rig.heard(ToMaster.Reregister.class)).hasSize(1);
    }

    @Test
    void doesNotMissPingsThatAreLeftOutByAgreement() {
        var rig = AgentRig.registered();
        var lull = new Lull(rig.timeline, Duration.ofSeconds(15));

        assertThat(rig.take(lull)).isTrue();
        rig.advance(3_610);
        assertThat(rig.heard()).isEmpty();
        lull.end();
        rig.advance(64);
        assertThat(rig.heard()).isEmpty();
        rig.advance(2);

        assertThat(rig.heard(ToMaster.Reregister.class)).hasSize(1);
    }

    @Test
    void agreesToNothingBeforeItIsRegistered() {
        var rig = new AgentRig().connect();
        rig.advance(2);

        assertThat(rig.take(new Lull(rig.timeline, Duration.ofSeconds(15)))).isFalse();
    }

    @Test
    @DisplayName("C263 a ping that says disconnected makes the agent register again, and no task is lost")
    void registersAgainWhenTheMasterTakesItForDisconnected() {
        var rig = AgentRig.registered().running(task("t1").build());

        rig.tell(new ToAgent.Ping(false));
        rig.advance(1);

        var reregister = rig.heard(ToMaster.Reregister.class).get(0);
        assertThat(reregister.info().getId()).isEqualTo(AGENT);
        assertThat(reregister.holdings().tasks()).hasSize(1);
        assertThat(reregister.holdings().tasks().get(0).forwarded().getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(reregister.holdings().frameworks()).hasSize(1);
        assertThat(reregister.holdings().executors()).isEmpty();
    }

    @Test
    void connectsAnewAfterABrokenLinkWithinAPingInterval() {
        var rig = AgentRig.registered();

        rig.breakLink();
        rig.advance(16);

        assertThat(rig.connections).isEqualTo(2);
        assertThat(rig.heard(ToMaster.Reregister.class)).isNotEmpty();
    }

    @Test
    void anotherMasterGetsAReregistration() {
        var rig = AgentRig.registered().running(task("t1").build());

        rig.connect();
        rig.advance(1);

        assertThat(rig.heard(ToMaster.Reregister.class)).hasSize(1);
        assertThat(rig.connections).isEqualTo(2);
    }

    @Test
    @DisplayName("C282 C283 a task the master knows and the agent does not is dropped or lost")
    void answersForMissingTasks() {
        var rig = AgentRig.registered();

        rig.tell(new ToAgent.Reregistered(
                AGENT,
                PING_TIMEOUT,
                new ToAgent.Missing(
                        List.of(
                                new MissingTask(FRAMEWORK, AgentRig.taskId("a"), true),
                                new MissingTask(FRAMEWORK, AgentRig.taskId("b"), false)),
                        List.of())));

        assertThat(rig.updates())
                .extracting(status -> status.getState(), status -> status.getReason())
                .containsExactly(
                        tuple(TaskState.TASK_DROPPED, Reason.REASON_RECONCILIATION),
                        tuple(TaskState.TASK_LOST, Reason.REASON_RECONCILIATION));
    }

    @Test
    @DisplayName("C291 a task that was launched meanwhile is not missing")
    void aRacingLaunchIsNotMissing() {
        var rig = AgentRig.registered();
        rig.run(task("t1").build());

        rig.tell(new ToAgent.Reregistered(
                AGENT,
                PING_TIMEOUT,
                new ToAgent.Missing(List.of(new MissingTask(FRAMEWORK, AgentRig.taskId("t1"), true)), List.of())));

        assertThat(rig.updates()).isEmpty();
    }

    @Test
    void aMasterThatTellsItToShutDownIsNotContactedAgain() {
        var rig = AgentRig.registered().running(task("t1").build());

        rig.tell(new ToAgent.Shutdown("gone"));
        rig.connect();
        rig.advance(200);

        assertThat(rig.agent.isShutDown()).isTrue();
        assertThat(rig.containers.of("t1").kills).isNotEmpty();
        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void aMasterThatGivesItAnotherIdStopsIt() {
        var rig = AgentRig.registered();

        rig.tell(new ToAgent.Registered(AgentID.newBuilder().setValue("m-S9").build(), PING_TIMEOUT));

        assertThat(rig.agent.isShutDown()).isTrue();
    }
}
