/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Whether the agent is being emptied, and how that shows in the updates of the tasks it kills. */
final class Draining {
    private Optional<ToAgent.Drain> order = Optional.empty();

    void start(ToAgent.Drain drain) {
        order = Optional.of(drain);
    }

    void endIfIdle(AgentFrameworks frameworks) {
        if (frameworks.areIdle()) {
            order = Optional.empty();
        }
    }

    Optional<ToAgent.Drain> order() {
        return order;
    }

    boolean isActive() {
        return order.isPresent();
    }

    /* Both KILLING and KILLED become GONE_BY_OPERATOR, so a final state may be told while the process still ends. */
    void explain(AgentFramework framework, TaskStatus.Builder status) {
        var kill = status.getState() == TaskState.TASK_KILLING || status.getState() == TaskState.TASK_KILLED;
        if (!kill || order.isEmpty()) {
            return;
        }
        status.setReason(Reason.REASON_AGENT_DRAINING);
        if (order.get().markGone() && framework.can(Capability.Type.PARTITION_AWARE)) {
            status.setState(TaskState.TASK_GONE_BY_OPERATOR);
        }
    }
}
