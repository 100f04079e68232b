/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * What an agent shows to operators at one moment.
 *
 * @param info with its id once the master has given one
 */
public record AgentView(AgentInfo info, boolean registered, List<Resource> total, List<Framework> frameworks) {

    /** A framework with executors on this agent. */
    public record Framework(FrameworkInfo info, List<Executor> executors) {}

    /**
     * An executor that is still there.
     *
     * @param containerId names its directory below {@code executors/<id>/runs/}
     * @param command whether it is the executor of one command task
     * @param tasks those that are not both ended and acknowledged
     */
    public record Executor(String id, String containerId, boolean command, List<Task> tasks) {}

    /** A task. {@code latest} is empty before its first update. */
    public record Task(TaskInfo info, Optional<TaskStatus> latest) {}
}
