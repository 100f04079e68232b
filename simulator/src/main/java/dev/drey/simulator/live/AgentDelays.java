/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.AgentConfig.Delays;
import java.time.Duration;

/** The delays of live agents. */
final class AgentDelays {
    /* Mesos waits up to a second before an agent registers, to spare a master with ten thousand of them. */
    private static final Duration REGISTRATION_BACKOFF = Duration.ofMillis(100);

    private AgentDelays() {}

    /** A fetch does not run faster than the wall clock, so what waits for it is as long as ever. */
    static Delays at(double speed) {
        var usual = Delays.DEFAULT;
        return new Delays(
                REGISTRATION_BACKOFF,
                usual.registrationBackoffMax(),
                Duration.ofMillis((long) (usual.executorRegistration().toMillis() * speed)),
                usual.executorReregistration(),
                usual.executorRecovery(),
                usual.executorShutdownGrace(),
                usual.killGrace(),
                usual.linger(),
                usual.updateRetry(),
                usual.updateRetryMax());
    }
}
