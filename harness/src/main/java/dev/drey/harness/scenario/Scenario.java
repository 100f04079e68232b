/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A story to be played, in whichever world: a cluster, an appmaster, what is wanted of it, what goes wrong, and what
 * must hold.
 *
 * @param name one sentence
 * @param story one paragraph
 * @param seed the one to play it with, if it is for one only
 * @param run how long things go wrong; at its end all faults are healed
 * @param settle how long the world then has to come to rest before it is judged
 * @param steps what is done, in the order of the story
 * @param background faults for the whole run
 */
public record Scenario(
        String name,
        String story,
        OptionalLong seed,
        Duration run,
        Duration settle,
        Cluster cluster,
        Appmaster appmaster,
        List<Step> steps,
        Background background,
        Expectations expectations,
        Set<Target> targets) {
    public Scenario {
        steps = List.copyOf(steps);
        targets = Set.copyOf(EnumSet.copyOf(targets));
    }

    /** A kind of world. */
    public enum Target {
        SIMULATOR,
        CONTAINERS
    }
}
