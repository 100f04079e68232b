/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** Stands for an executor of which only its id was written down: it ended with the machine it ran on. */
record LostExecutor(String id) implements AgentExecutor {

    @Override
    public String containerId() {
        return "";
    }

    @Override
    public Optional<ExecutorInfo> info() {
        return Optional.empty();
    }

    @Override
    public void kill(String task, Optional<Duration> grace) {}

    @Override
    public void shutdown() {}

    @Override
    public void terminate(Termination why) {}

    @Override
    public boolean isEnding() {
        return true;
    }

    @Override
    public boolean outlivesAgent() {
        return false;
    }

    @Override
    public void destroy() {}

    @Override
    public boolean isOn(Host other) {
        return false;
    }

    @Override
    public void attach(Host newHost, AgentFramework newFramework) {}
}
