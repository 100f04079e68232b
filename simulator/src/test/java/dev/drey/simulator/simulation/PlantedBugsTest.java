/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.fault.Nemesis;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.shrink.Shrinker;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each planted bug is found by the oracle that is made for it, and shrunk to a few steps. */
@Tag("sim")
class PlantedBugsTest {
    private static final int SEEDS = 200;
    private static final int CANDIDATES = 4;
    private static final int STEPS = 5;
    private static final int SHRINK_RUNS = 150;
    private static final Plan.Cluster CLUSTER =
            new Plan.Cluster(3, "cpus:4;mem:8192;ports:[31000-32000]", "", 2, 1024, 0);

    @ParameterizedTest
    @EnumSource(Bug.class)
    void isFoundAndShrunk(Bug bug) {
        var framework = new ExampleFramework(bug);

        long seed = seedThatFinds(bug, framework);
        int[] runs = {0};
        var shrunk = new Shrinker(framework, seed, () -> runs[0]++ < SHRINK_RUNS).shrink(play(seed, framework));

        assertThat(shrunk.result().violation().map(Violation::oracle)).contains(bug.oracle());
        assertThat(shrunk.result().plan().steps())
                .as("seed %s: %s", seed, shrunk.result().plan().steps())
                .hasSizeLessThanOrEqualTo(STEPS);
    }

    @Test
    void findsNothingInAFrameworkWithoutBugs() {
        var framework = new ExampleFramework();

        for (long seed = 1; seed <= 40; seed++) {
            var result = play(seed, framework);

            assertThat(result.violation()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void theSameSeedGoesTheSameWay() {
        for (long seed = 1; seed <= 10; seed++) {
            var one = play(seed, new ExampleFramework());
            var other = play(seed, new ExampleFramework());

            assertThat(other.trace().lines()).isEqualTo(one.trace().lines());
            assertThat(other.trace().hash()).isEqualTo(one.trace().hash());
        }
    }

    @Test
    void recordedChoicesRepeatARun() {
        var played = play(7, new ExampleFramework());

        var repeated = Simulation.run(played.plan(), new ExampleFramework(), Choices.replaying(7, played.choices()));

        assertThat(repeated.trace().hash()).isEqualTo(played.trace().hash());
    }

    /* Of the first seeds that find it, the one with the simplest plan is the one to shrink. */
    private static long seedThatFinds(Bug bug, ExampleFramework framework) {
        return LongStream.rangeClosed(1, SEEDS)
                .filter(seed -> play(seed, framework)
                        .violation()
                        .filter(violation -> violation.oracle().equals(bug.oracle()))
                        .isPresent())
                .limit(CANDIDATES)
                .boxed()
                .min(Comparator.comparingInt(
                        seed -> play(seed, framework).plan().steps().size()))
                .orElseThrow(() -> new AssertionError("no seed up to " + SEEDS + " finds " + bug));
    }

    private static Result play(long seed, ExampleFramework framework) {
        var choices = Choices.ofSeed(seed);
        var plan =
                Nemesis.mixed(choices.fork("nemesis")).draw(CLUSTER, 5, Duration.ofMinutes(5), Duration.ofMinutes(13));
        return Simulation.run(plan, framework, choices);
    }
}
