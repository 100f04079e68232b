/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.world.Choices;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** Many seeds, played on all cores. */
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
    }

    /**
     * @param twice whether to play each seed twice and compare
     */
    public Campaign(Play play, boolean twice) {
        this.play = play;
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
