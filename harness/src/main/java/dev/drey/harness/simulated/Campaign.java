/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.world.Choices;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Many seeds, played on several cores. */
public final class Campaign {
    private final Play play;
    private final boolean twice;

    /** What is played with every seed. */
    public interface Play {
        /** Plays it once; by many threads at once. */
        Performance with(Choices choices);
    }

    /** Is told about each seed as it is done, one after the other. */
    public interface Listener {
        void played(SeedResult result);
    }

    /**
     * What came of a seed.
     *
     * @param diverged whether a second run of the same seed went another way
     */
    public record SeedResult(long seed, Performance performance, boolean diverged) {
        public boolean isGood() {
            return !diverged && performance.isGood();
        }

        public Result result() {
            return performance.result();
        }

        /** What went wrong, in one line. */
        public String failure() {
            return result().violation()
                    .map(violation -> "breaks " + violation.oracle() + " after "
                            + violation.at().toSeconds() + " s: " + violation.message())
                    .orElse("goes another way when played again");
        }
    }

    /**
     * @param twice whether to play each seed twice and compare
     */
    public Campaign(Play play, boolean twice) {
        this.play = play;
        this.twice = twice;
    }

    /** Plays all the seeds; those under way are played to their end when there are no more. */
    public void play(Iterator<Long> seeds, int threads, Listener listener) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var done = new ExecutorCompletionService<SeedResult>(pool);
            int underWay = 0;
            while (seeds.hasNext() || underWay > 0) {
                if (seeds.hasNext() && underWay < threads) {
                    long seed = seeds.next();
                    done.submit(() -> play(seed));
                    underWay++;
                } else {
                    listener.played(done.take().get());
                    underWay--;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Plays one seed. */
    public SeedResult play(long seed) {
        var first = once(seed);
        boolean diverged = twice
                && !once(seed)
                        .result()
                        .trace()
                        .hash()
                        .equals(first.result().trace().hash());
        return new SeedResult(seed, first, diverged);
    }

    private Performance once(long seed) {
        return play.with(Choices.ofSeed(seed));
    }
}
