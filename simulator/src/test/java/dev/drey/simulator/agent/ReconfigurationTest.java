/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.PING_TIMEOUT;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agents that come back after their machine booted, or with other flags. */
@Tag("unit")
class ReconfigurationTest {
    private final AgentRig rig = AgentRig.checkpointing();

    @Test
    @DisplayName("C297 after a reboot the agent keeps its id and has all its resources; its tasks have FAILED")
    void keepsItsIdAfterAReboot() {
        rig.running(task("t1").build());

        var introduction = (ToMaster.Reregister) rig.start(rig.agent.crash().rebooted());
        rig.tell(new ToAgent.Reregistered(AGENT, PING_TIMEOUT, ToAgent.Missing.NOTHING));

        assertThat(introduction.info().getId()).isEqualTo(AGENT);
        assertThat(Resources.of(introduction.total())).isEqualTo(Resources.parse("disk:9"));
        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FAILED, TaskStatus::getState)
                .returns(Reason.REASON_EXECUTOR_TERMINATED, TaskStatus::getReason);
    }

    @Test
    @DisplayName("C298 after a reboot with other resources it is a new agent")
    void isANewAgentWithOtherResources() {
        rig.running(task("t1").build());
        rig.resources = "disk:10";

        var introduction = rig.start(rig.agent.crash().rebooted());

        assertThat(introduction).isInstanceOf(ToMaster.Register.class);
    }

    @Test
    void refusesOtherResourcesWithoutAReboot() {
        var left = rig.agent.crash();
        rig.resources = "disk:10";

        assertThatThrownBy(() -> rig.start(left))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other resources");
    }

    @Test
    @DisplayName("C407 with the additive policy more resources are there at once, and the tasks go on")
    void mayHaveMoreResources() {
        rig.running(task("t1").build());
        rig.policy = Reconfiguration.ADDITIVE;
        rig.resources = "disk:10;mem:64";

        var introduction = (ToMaster.Reregister) rig.start(rig.agent.crash());

        assertThat(introduction.info().getId()).isEqualTo(AGENT);
        assertThat(Resources.of(introduction.total())).isEqualTo(Resources.parse("disk:10;mem:64"));
        assertThat(introduction.holdings().tasks()).hasSize(1);
    }

    @Test
    void mayNotHaveLessResources() {
        var left = rig.agent.crash();
        rig.policy = Reconfiguration.ADDITIVE;
        rig.resources = "mem:64";

        assertThatThrownBy(() -> rig.start(left)).hasMessageContaining("less resources");
    }
}
