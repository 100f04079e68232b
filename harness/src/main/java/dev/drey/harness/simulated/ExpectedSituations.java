/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Situations in which a campaign has to find itself, in the form {@code task state x event x connection}. */
public final class ExpectedSituations {
    private ExpectedSituations() {}

    /* Those that 50 seeds reached five times or more. After a change of the faults or of the scheduler that explains
     * it, the list may be changed by hand. */
    /** Those of the mixed faults, which 50 seeds have to reach; fewer seeds may miss some. */
    public static SortedSet<String> ofMixedFaults() {
        try (var list = ExpectedSituations.class.getResourceAsStream("expected-situations.txt")) {
            var situations = new TreeSet<String>();
            new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(situations::add);
            return Collections.unmodifiableSortedSet(situations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
