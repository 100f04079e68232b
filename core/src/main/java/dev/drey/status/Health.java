/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.time.Duration;
import java.util.Locale;

/**
 * Whether an appmaster does its work, for those who restart it if not.
 *
 * @param reason one sentence for people
 */
public record Health(boolean isGood, String reason) {
    /* The scheduler connects anew by itself after a few missed heartbeats of 15 s. A master that fails over needs some
     * seconds; one that is away for longer than this is worth a look, and a new process may resolve its name anew. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    static Health of(FleetStatus status) {
        if (status.leadership().isEmpty()) {
            return new Health(true, "standby: another appmaster leads, or none does yet");
        }
        var leader = status.leadership().get();
        if (leader.halted().isPresent()) {
            var halt = leader.halted().get();
            return new Health(false, "halted: " + halt.reason() + ": " + halt.message());
        }
        var master = leader.master();
        var heard = master.lastContact().orElse(leader.since());
        var silence = Duration.between(heard, status.at());
        var connection = master.connection().name().toLowerCase(Locale.ROOT);
        if (silence.compareTo(PATIENCE) > 0) {
            return new Health(
                    false,
                    "leader, " + connection + ": the master was not heard for " + silence.toSeconds() + " s, more than "
                            + PATIENCE.toSeconds() + " s");
        }
        return new Health(true, "leader, " + connection + ": the master was heard " + silence.toSeconds() + " s ago");
    }
}
