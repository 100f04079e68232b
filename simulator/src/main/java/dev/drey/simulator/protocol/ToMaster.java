/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import com.google.protobuf.ByteString;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What an agent tells the master. Plain data, so that it can cross a socket as well as a queue. */
public sealed interface ToMaster {

    /** A new agent asks for an id. {@code info} has no id; {@code total} is all it has. */
    record Register(AgentInfo info, List<Resource> total, AgentSoftware software) implements ToMaster {
        public Register {
            total = List.copyOf(total);
        }
    }

    /**
     * A known agent reports again: after a broken link, its own restart, or a master failover.
     *
     * @param total all it has, dynamic reservations and volumes included
     */
    record Reregister(AgentInfo info, List<Resource> total, AgentSoftware software, Holdings holdings)
            implements ToMaster {
        public Reregister {
            total = List.copyOf(total);
        }
    }

    /**
     * All that frameworks have on an agent.
     *
     * @param tasks every task that is not both ended and acknowledged
     * @param executors the custom and default executors that run
     * @param frameworks those of the tasks and executors
     * @param completed tasks that ended, of frameworks that have nothing here any more
     * @param operations the uuids of the operations that are not both ended and acknowledged
     */
    record Holdings(
            List<KnownTask> tasks,
            List<KnownExecutor> executors,
            List<FrameworkInfo> frameworks,
            List<KnownTask> completed,
            List<ByteString> operations) {
        public Holdings {
            tasks = List.copyOf(tasks);
            executors = List.copyOf(executors);
            frameworks = List.copyOf(frameworks);
            completed = List.copyOf(completed);
            operations = List.copyOf(operations);
        }
    }

    /**
     * A task as its agent knows it.
     *
     * @param forwarded the head of its update stream, sent and not acknowledged, or the last acknowledged one; the
     *     default instance if nothing was ever sent
     * @param latest the newest status, which may wait behind the head
     */
    record KnownTask(FrameworkID framework, TaskInfo task, TaskStatus forwarded, TaskStatus latest) {}

    /** A custom or default executor as its agent knows it. */
    record KnownExecutor(FrameworkID framework, ExecutorInfo executor) {}

    /**
     * A status update.
     *
     * @param status with uuid; the head of the task's stream
     * @param latest the newest status of the task, which may be ahead of {@code status}
     */
    record Update(FrameworkID framework, TaskStatus status, TaskStatus latest) implements ToMaster {}

    /** The agent has so much revocable now, instead of what it had before. */
    record Oversubscribed(List<Resource> revocable) implements ToMaster {
        public Oversubscribed {
            revocable = List.copyOf(revocable);
        }
    }

    /** The answer to a ping. */
    record Pong() implements ToMaster {}

    /** The agent leaves for good (SIGUSR1, or told to shut down). */
    record Unregister(AgentID agent) implements ToMaster {}

    /** A custom or default executor ended. {@code status} is what waitpid gave, or -1 if unknown. */
    record ExecutorExited(FrameworkID framework, AgentID agent, ExecutorID executor, int status) implements ToMaster {}

    /** A message of an executor to its framework. */
    record ExecutorMessage(FrameworkID framework, AgentID agent, ExecutorID executor, ByteString data)
            implements ToMaster {}

    /**
     * What became of an offer operation, told until {@code uuid} is acknowledged.
     *
     * @param operationUuid names the operation between master and agent
     * @param state FINISHED, or DROPPED if it never came
     */
    record OperationUpdate(
            FrameworkID framework,
            Offer.Operation operation,
            ByteString operationUuid,
            OperationState state,
            ByteString uuid)
            implements ToMaster {}
}
