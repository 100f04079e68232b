/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;

/**
 * How much failing is answered by starting again at once.
 *
 * @param profile waiting times before another worker of a profile is launched whose workers keep failing
 * @param agent waiting times before an agent is used again whose workers keep failing
 * @param stable a worker that ran for so long is no sign of a crash loop when it ends
 * @param disasterAgents so many agents that lose their workers within {@code disasterWindow}, and no fewer than half of
 *     all in use, are a disaster; 0: there is none
 * @param disasterPause for how long nothing is launched and replaced after a disaster
 */
public record FailureSettings(
        BackOff profile,
        BackOff agent,
        Duration stable,
        int disasterAgents,
        Duration disasterWindow,
        Duration disasterPause) {
    public static final FailureSettings DEFAULT = new FailureSettings(
            new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
            new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(2)),
            Duration.ofMinutes(2),
            3,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    public FailureSettings {
        if (disasterAgents < 0) {
            throw new IllegalArgumentException("agents of a disaster below zero: " + disasterAgents);
        }
    }
}
