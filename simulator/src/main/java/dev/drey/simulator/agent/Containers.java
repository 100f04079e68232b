/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Runs commands: as real processes on this machine, or as a model of them in virtual time.
 *
 * <p>The agent model decides what is run and killed when; this port does it and tells the outcome.
 */
public interface Containers {

    /**
     * Makes a sandbox, fetches the URIs and starts the command. Returns at once; the outcome is told to {@code events}
     * on the agent's timeline, never before this method has returned.
     */
    Container launch(Launch launch, Events events);

    /** Deletes what is on volumes that are no more. */
    default void destroyVolumes(List<Resource> volumes) {}

    /**
     * What is to be run.
     *
     * @param command the task's command, or that of a custom executor; without a value only the URIs are fetched and
     *     {@link Events#started} is told
     * @param task the task, or for a custom executor its first task
     */
    record Launch(String agentId, FrameworkInfo framework, Sandbox sandbox, CommandInfo command, TaskInfo task) {}

    /**
     * Where it runs.
     *
     * @param containerId unique per launch of an executor; names the run directory
     * @param nestedId names the directory of one task inside that of its default executor; empty for all others
     */
    record Sandbox(String executorId, String containerId, Optional<String> nestedId) {}

    /** A container that was asked for. */
    interface Container {
        /** SIGTERM to the process tree, then SIGKILL after {@code grace}. A later call only shortens what remains. */
        void kill(Duration grace);

        /** Ends everything at once, the fetch included. What ends a fetch tells no event. */
        void destroy();

        /** Looks at the running task; the result is told on the agent's timeline, empty if there is none in time. */
        default void probe(Probe probe, Consumer<OptionalInt> onResult) {}

        /** The process id of the command, once it runs. */
        Optional<Long> pid();
    }

    /** What becomes of a container; each at most once, and most in this order. */
    interface Events {
        /** The fetch is done and the process was started. */
        void started();

        /** It could not be started; {@code message} says why, for instance which URI could not be fetched. */
        void launchFailed(String message);

        /** There could not even be an executor for it, for instance because the user does not exist. */
        void refused(String message);

        /** The agent has to end the running container; it is destroyed after this was told. */
        void terminated(Termination why);

        /** The process ended. {@code status} is the raw wait status: exit code * 256, or the signal number. */
        void exited(int status);
    }
}
