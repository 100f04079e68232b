/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.PING_TIMEOUT;
import static dev.drey.simulator.agent.AgentRig.framework;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class UpdateStreamsTest {
    private final AgentRig rig = AgentRig.registered();

    @Test
    @DisplayName("C223 the head stays until it is acknowledged, and tells the latest state")
    void sendsOnlyTheHead() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        rig.containers.of("t1").events.exited(0);

        assertThat(rig.updates()).extracting(TaskStatus::getState).containsExactly(TaskState.TASK_STARTING);
        rig.advance(10);

        var again = rig.heard(ToMaster.Update.class).get(0);
        assertThat(again.status().getState()).isEqualTo(TaskState.TASK_STARTING);
        assertThat(again.latest().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    void retriesAfterTenSecondsDoublingUpToTenMinutes() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        rig.heard();

        var pauses = new ArrayList<Integer>();
        for (int pause = 0, second = 0; second < 2000; second++) {
            rig.tell(new ToAgent.Ping(true));
            rig.advance(1);
            pause++;
            if (!rig.updates().isEmpty()) {
                pauses.add(pause);
                pause = 0;
            }
        }

        assertThat(pauses).isEqualTo(List.of(10, 20, 40, 80, 160, 320, 600, 600));
    }

    @Test
    @DisplayName("C221 an acknowledgement with another uuid is ignored")
    void ignoresOtherUuids() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        rig.heard();

        rig.acknowledge("t1", ByteString.copyFrom(new byte[16]));

        assertThat(rig.updates()).isEmpty();
        rig.advance(10);
        assertThat(rig.updates()).hasSize(1);
    }

    @Test
    void aFrameworkThatSubscribesAgainGetsAllHeadsAtOnce() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        rig.run(task("t2").build());
        rig.containers.of("t2").events.started();
        rig.heard();

        rig.tell(new ToAgent.UpdateFramework(framework()));

        assertThat(rig.updates()).hasSize(2);
    }

    @Test
    void updatesWaitWhileTheAgentIsNotRegistered() {
        rig.running(task("t1").build());
        rig.tell(new ToAgent.Ping(false));
        rig.heard();

        rig.containers.of("t1").events.exited(0);
        assertThat(rig.updates()).isEmpty();
        rig.tell(new ToAgent.Reregistered(AGENT, PING_TIMEOUT, ToAgent.Missing.NOTHING));

        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    @DisplayName("C293 a terminal task is reported until its end is acknowledged")
    void knowsATaskUntilItsEndIsAcknowledged() {
        rig.running(task("t1").build());
        rig.containers.of("t1").events.exited(0);
        rig.heard();

        rig.tell(new ToAgent.Ping(false));
        rig.advance(1);
        var known = rig.heard(ToMaster.Reregister.class).get(0).holdings().tasks();
        assertThat(known).hasSize(1);
        assertThat(known.get(0).forwarded().getState()).isEqualTo(TaskState.TASK_FINISHED);
        rig.tell(new ToAgent.Reregistered(AGENT, PING_TIMEOUT, ToAgent.Missing.NOTHING));
        rig.acknowledged();

        rig.tell(new ToAgent.Ping(false));
        rig.advance(1);
        assertThat(rig.heard(ToMaster.Reregister.class).get(0).holdings().tasks())
                .isEmpty();
    }
}
