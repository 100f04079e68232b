/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * What an agent writes to its work directory, as plain data. It survives the machine, unlike an {@link AgentSnapshot},
 * which also has the executors that live on. Only frameworks that checkpoint are in it.
 *
 * @param info as configured, without an id
 * @param total all the agent has, dynamic reservations and volumes included
 */
public record AgentCheckpoint(
        AgentInfo info,
        Optional<AgentID> agent,
        List<Resource> total,
        List<Framework> frameworks,
        List<Updates> updates,
        List<ToMaster.OperationUpdate> operations,
        Optional<ToAgent.Drain> drain) {

    /** A framework and its tasks that are not both ended and acknowledged. */
    public record Framework(FrameworkInfo info, List<Task> tasks) {}

    /** A task, and the id of its executor. */
    public record Task(TaskInfo info, String executor) {}

    /** The status updates of a task; those still to be acknowledged are {@code pending}, oldest first. */
    public record Updates(
            String framework, String task, List<TaskStatus> pending, TaskStatus latest, TaskStatus forwarded) {}
}
