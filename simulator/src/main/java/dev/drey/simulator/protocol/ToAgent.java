/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What the master tells an agent. Plain data, so that it can cross a socket as well as a queue. */
public sealed interface ToAgent {

    /** The agent is admitted under this id. From now on it is pinged; silence for {@code pingTimeout} means trouble. */
    record Registered(AgentID agent, Duration pingTimeout) implements ToAgent {}

    /** The agent is admitted again. {@code missing} is what the master knows and the agent did not name. */
    record Reregistered(AgentID agent, Duration pingTimeout, Missing missing) implements ToAgent {}

    /** What the master believes to be on an agent. */
    record Missing(List<MissingTask> tasks, List<MissingOperation> operations) {
        public static final Missing NOTHING = new Missing(List.of(), List.of());

        public Missing {
            tasks = List.copyOf(tasks);
            operations = List.copyOf(operations);
        }
    }

    /** A task the master believes to be on the agent; the agent answers DROPPED (or LOST) if it does not know it. */
    record MissingTask(FrameworkID framework, TaskID task, boolean partitionAware) {}

    /** An operation the master believes to be on the agent; the agent answers DROPPED if it never came. */
    record MissingOperation(FrameworkID framework, Offer.Operation operation, ByteString uuid) {}

    /**
     * Are you there? If not {@code connected}, the master holds the agent for disconnected and it must register again.
     */
    record Ping(boolean connected) implements ToAgent {}

    /** Launch one task: a command task, or one of a custom executor. */
    record RunTask(FrameworkInfo framework, TaskInfo task) implements ToAgent {}

    /** Launch a group of tasks on a default (or custom) executor. */
    record RunTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group) implements ToAgent {}

    /** Kill a task. */
    record KillTask(FrameworkID framework, TaskID task, Optional<KillPolicy> policy) implements ToAgent {}

    /** The scheduler has processed this update. */
    record AcknowledgeUpdate(FrameworkID framework, TaskID task, ByteString uuid) implements ToAgent {}

    /** Shut an executor down: grace period, then destroy. */
    record ShutdownExecutor(FrameworkID framework, ExecutorID executor) implements ToAgent {}

    /** The framework is removed: shut down all of its executors. */
    record ShutdownFramework(FrameworkID framework) implements ToAgent {}

    /** The framework subscribed again, maybe with other data; all pending updates are to be sent again. */
    record UpdateFramework(FrameworkInfo framework) implements ToAgent {}

    /** A message of a framework to an executor. */
    record ExecutorMessage(FrameworkID framework, ExecutorID executor, ByteString data) implements ToAgent {}

    /**
     * Apply an offer operation: the agent has {@code converted} instead of {@code consumed}.
     *
     * @param uuid names the operation between master and agent
     */
    record ApplyOperation(
            FrameworkID framework,
            Offer.Operation operation,
            ByteString uuid,
            List<Resource> consumed,
            List<Resource> converted)
            implements ToAgent {
        public ApplyOperation {
            consumed = List.copyOf(consumed);
            converted = List.copyOf(converted);
        }
    }

    /** The scheduler, or the master for an operation without id, has processed this operation status. */
    record AcknowledgeOperation(FrameworkID framework, OperationID operation, ByteString uuid) implements ToAgent {}

    /** Kill everything and take nothing new until drained. */
    record Drain(Optional<Duration> maxGracePeriod, boolean markGone) implements ToAgent {}

    /** Kill everything, unregister and exit. */
    record Shutdown(String message) implements ToAgent {}
}
