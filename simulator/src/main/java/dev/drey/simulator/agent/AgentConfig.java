/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.AgentSoftware;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;

/**
 * What an agent is and how patient it is.
 *
 * @param info as it is registered; without an id
 * @param ip told as the address of containers on the host network
 * @param policy what may be different from the last process of the same agent
 */
public record AgentConfig(AgentInfo info, String ip, AgentSoftware software, Reconfiguration policy, Delays delays) {
    public AgentConfig {
        if (info.hasId()) {
            throw new IllegalArgumentException("the master gives an agent its id: " + info.getId());
        }
    }

    /** An agent with the delays of a Mesos agent with default flags. All it has is in {@code info}. */
    public static AgentConfig of(AgentInfo info, String ip) {
        return new AgentConfig(info, ip, AgentSoftware.of("1.11.0"), Reconfiguration.EQUAL, Delays.DEFAULT);
    }

    public AgentConfig withDelays(Delays other) {
        return new AgentConfig(info, ip, software, policy, other);
    }

    public AgentConfig withPolicy(Reconfiguration other) {
        return new AgentConfig(info, ip, software, other, delays);
    }

    List<Resource> total() {
        return info.getResourcesList();
    }

    /**
     * The delays of an agent.
     *
     * @param registrationBackoff the first (re-)registration comes within this, later attempts ever further apart
     * @param registrationBackoffMax bounds the distance of two attempts
     * @param executorRegistration from the launch until the executor runs, the fetch included
     * @param executorReregistration how long a restarted agent waits for the executors it left behind
     * @param executorRecovery how long executors wait for the next process of their agent before they end themselves
     * @param executorShutdownGrace what an executor gets when it is shut down
     * @param killGrace between SIGTERM and SIGKILL, unless the task has a kill policy
     * @param linger how long an executor is still there after its last task ended
     * @param updateRetry an update that is not acknowledged is sent again after this, doubling
     * @param updateRetryMax bounds the doubling
     */
    public record Delays(
            Duration registrationBackoff,
            Duration registrationBackoffMax,
            Duration executorRegistration,
            Duration executorReregistration,
            Duration executorRecovery,
            Duration executorShutdownGrace,
            Duration killGrace,
            Duration linger,
            Duration updateRetry,
            Duration updateRetryMax) {
        public static final Delays DEFAULT = new Delays(
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));
    }
}
