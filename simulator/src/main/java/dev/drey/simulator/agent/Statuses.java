/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/** The wording of status updates; uuid, time and agent are added when one is reported. */
final class Statuses {
    private static final String[] SIGNALS = {
        "0",
        "Hangup",
        "Interrupt",
        "Quit",
        "Illegal instruction",
        "Trace trap",
        "Aborted",
        "Bus error",
        "Floating point exception",
        "Killed",
        "User signal 1",
        "Segmentation fault",
        "User signal 2",
        "Broken pipe",
        "Alarm clock",
        "Terminated"
    };

    private Statuses() {}

    static TaskStatus.Builder fromExecutor(String task, String executor, TaskState state) {
        return status(task, state, Source.SOURCE_EXECUTOR)
                .setExecutorId(ExecutorID.newBuilder().setValue(executor));
    }

    static TaskStatus.Builder fromAgent(String task, TaskState state, Reason reason, String message) {
        return status(task, state, Source.SOURCE_AGENT).setReason(reason).setMessage(message);
    }

    static TaskStatus.Builder fromAgent(String task, String executor, TaskState state, Reason reason, String message) {
        return fromAgent(task, state, reason, message)
                .setExecutorId(ExecutorID.newBuilder().setValue(executor));
    }

    /** The agent had to end the container of a task. */
    static TaskStatus.Builder terminated(String task, String executor, TaskState state, Termination why) {
        var status = fromAgent(task, executor, state, why.reason(), why.message());
        why.limitation().ifPresent(status::setLimitation);
        return status;
    }

    private static TaskStatus.Builder status(String task, TaskState state, Source source) {
        return TaskStatus.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue(task))
                .setState(state)
                .setSource(source);
    }

    static ContainerStatus.Builder onHostNetwork(ContainerID container, String ip) {
        var address = NetworkInfo.IPAddress.newBuilder().setIpAddress(ip);
        return ContainerStatus.newBuilder()
                .setContainerId(container)
                .addNetworkInfos(NetworkInfo.newBuilder().addIpAddresses(address));
    }

    static ContainerID containerId(String value) {
        return ContainerID.newBuilder().setValue(value).build();
    }

    /** Says how a command ended, from its wait status. */
    static String ending(int waitStatus) {
        var signal = waitStatus & 0x7f;
        if (signal == 0) {
            return "Command exited with status " + (waitStatus >> 8 & 0xff);
        }
        var name = signal < SIGNALS.length ? SIGNALS[signal] : String.valueOf(signal);
        return "Command terminated with signal " + name;
    }
}
