/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.fault.MixedPlan;
import dev.drey.simulator.fault.Nemesis;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choices;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Many seeds, played on all cores. */
public final class Campaign {
    private final Framework<?> framework;
    private final Optional<Plan> scenario;
    private final boolean twice;

    /** Is told about each seed as it is done, one after the other. */
    public interface Listener {
        void played(SeedResult result);
    }

    /**
     * What came of a seed.
     *
     * @param diverged whether a second run of the same seed went another way
     */
    public record SeedResult(long seed, Result result, boolean diverged) {
        public boolean isGood() {
            return !diverged && result.violation().isEmpty();
        }
    }

    /**
     * @param scenario what to play with every seed; without one each seed has a plan of its own
     * @param twice whether to play each seed twice and compare
     */
    public Campaign(Framework<?> framework, Optional<Plan> scenario, boolean twice) {
        this.framework = framework;
        this.scenario = scenario;
        this.twice = twice;
    }

    public void play(long first, long last, int threads, Listener listener) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var done = new ExecutorCompletionService<SeedResult>(pool);
            LongStream.rangeClosed(first, last).forEach(seed -> done.submit(() -> play(seed)));
            for (long seed = first; seed <= last; seed++) {
                listener.played(done.take().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Plays one seed. */
    public SeedResult play(long seed) {
        var result = once(seed);
        boolean diverged =
                twice && !once(seed).trace().hash().equals(result.trace().hash());
        return new SeedResult(seed, result, diverged);
    }

    private Result once(long seed) {
        var choices = Choices.ofSeed(seed);
        return Simulation.run(plan(choices.fork("nemesis")), framework, choices);
    }

    /* A scenario that says itself what goes wrong is played as it is. */
    private Plan plan(Choices nemesis) {
        return scenario.map(
                        plan -> hasFaults(plan) ? plan : Nemesis.mixed(nemesis).disturb(plan))
                .orElseGet(() -> MixedPlan.draw(nemesis));
    }

    private static boolean hasFaults(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step instanceof Plan.Inject);
    }
}
