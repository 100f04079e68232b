/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks after the appmaster while the demo waits for something: it must live, and it must find room for its workers.
 */
final class Watch {
    private static final Duration STUCK = Duration.ofSeconds(20);

    private final Appmaster appmaster;
    private Optional<Instant> explainsSince = Optional.empty();

    Watch(Appmaster appmaster) {
        this.appmaster = appmaster;
    }

    /** Fails if there is nothing left to wait for. */
    void check() throws IOException {
        appmaster.mustBeAlive();
        Optional<String> explanation = appmaster.explanation();
        if (explanation.isEmpty()) {
            explainsSince = Optional.empty();
            return;
        }
        Instant since = explainsSince.orElseGet(Instant::now);
        explainsSince = Optional.of(since);
        if (Duration.between(since, Instant.now()).compareTo(STUCK) > 0) {
            throw new DemoFailure("no TaskManager can be launched: " + explanation.get()
                    + ". Give the agents more with --resources, or the workers less with --worker-cpus.");
        }
    }

    /** What the appmaster says it is waiting for, in brackets; empty if it waits for nothing. */
    String detail() {
        return appmaster.explanation().map(text -> "(" + text + ")").orElse("");
    }
}
