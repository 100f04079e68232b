/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Runs command tasks: as real processes on this machine, or as a model of them in virtual time.
 *
 * <p>The agent model decides what is run and killed when; this port does it and tells the outcome.
 */
public interface Containers {

    /**
     * Makes a sandbox, fetches the URIs and starts the command. Returns at once; the outcome is told to {@code events}
     * on the agent's timeline.
     */
    Container launch(Launch launch, Events events);

    /**
     * What is to be run.
     *
     * @param containerId unique per launch; names the run directory
     */
    record Launch(String agentId, FrameworkInfo framework, TaskInfo task, String containerId) {}

    /** A container that was asked for. */
    interface Container {
        /** SIGTERM to the process tree, then SIGKILL after {@code grace}. A later call can only shorten the remaining time. */
        void kill(Duration grace);

        /** Ends everything at once, the fetch included. */
        void destroy();

        /** The process id of the command, once it runs. */
        Optional<Long> pid();
    }

    /** What becomes of a container; each at most once and in this order. */
    interface Events {
        /** The fetch is done and the process was started. */
        void started();

        /** It could not be started; {@code message} says why, for instance which URI could not be fetched. */
        void launchFailed(String message);

        /** The process ended. {@code status} is the raw wait status: exit code * 256, or the signal number. */
        void exited(int status);
    }
}
