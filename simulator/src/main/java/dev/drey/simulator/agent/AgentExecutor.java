/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** Runs tasks of one framework, from its launch until it is gone from the agent. */
interface AgentExecutor {

    String id();

    /** Names the run directory of the executor. */
    String containerId();

    /** What the master knows of it; empty for the executor of a command task, of which it knows nothing. */
    Optional<ExecutorInfo> info();

    /**
     * Kills one of its tasks.
     *
     * @param grace what the kill itself allows, if it says so
     */
    void kill(String task, Optional<Duration> grace);

    /** Ends all tasks and the executor. */
    void shutdown();

    /** The agent ends it and all its tasks at once. */
    void terminate(Termination why);

    /** Whether it takes no further tasks. */
    boolean isEnding();

    /** Whether it is a process of its own by now, which lives on when that of the agent dies. */
    boolean outlivesAgent();

    /** Ends everything at once and tells nobody. */
    void destroy();

    /** Whether it reports to this process of the agent, and not to a later one. */
    boolean isOn(Host other);

    /** The agent has a new process: to this one it reports from now on. */
    void attach(Host newHost, AgentFramework newFramework);
}
