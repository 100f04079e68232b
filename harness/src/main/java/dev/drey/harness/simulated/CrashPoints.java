/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Expectations;
import dev.drey.harness.scenario.Expectations.Expectation;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Plays a scenario once for every gap between two effects of the appmaster, with a crash exactly there; and once more
 * with a second crash while the next appmaster takes over.
 */
public final class CrashPoints {
    /* A gap is before each effect, and after each write that is durable and not yet known to be. Those of the first
     * minute after a crash are its recovery; the second crash goes through them in turn as the first one moves on. */
    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private final Stage stage;
    private final long seed;

    public CrashPoints(Scenario scenario, long seed) {
        this.stage = Stage.of(judgedByState(scenario));
        this.seed = seed;
    }

    /**
     * What came of the crashes in one gap.
     *
     * @param gap which, from 0
     * @param second the gap of the second crash, counted from the first one
     * @param once with one crash
     * @param twice with two; empty if nothing was done after the first
     */
    public record Crashed(int gap, int second, Performance once, Optional<Performance> twice) {

        /** How many of its runs kept all promises. */
        public int survived() {
            return (once.isGood() ? 1 : 0)
                    + (int) twice.stream().filter(Performance::isGood).count();
        }

        public int runs() {
            return twice.isPresent() ? 2 : 1;
        }
    }

    /* How often something was launched or started depends on where the crash is; what must be in the end does not. */
    private static Scenario judgedByState(Scenario scenario) {
        return new Scenario(
                scenario.name(),
                scenario.story(),
                scenario.seed(),
                scenario.run(),
                scenario.settle(),
                scenario.cluster(),
                scenario.appmaster(),
                scenario.steps().stream()
                        .filter(step -> !(step.action() instanceof Step.Expect))
                        .toList(),
                scenario.background(),
                new Expectations(
                        ofState(scenario.expectations().always()),
                        ofState(scenario.expectations().atLast()),
                        List.of()),
                scenario.targets());
    }

    private static List<Expectation> ofState(List<Expectation> expectations) {
        return expectations.stream()
                .filter(each -> !(each instanceof Expectations.That that)
                        || that.condition().isAboutState())
                .toList();
    }

    /** How many gaps there are when nothing crashes. */
    public int count() {
        var counter = new Crash(Integer.MAX_VALUE, Integer.MAX_VALUE);
        var played = play(counter);
        if (!played.isGood()) {
            throw new IllegalStateException(
                    "without a crash it already " + new Campaign.SeedResult(seed, played, false).failure());
        }
        return counter.asked;
    }

    /** Crashes in every gap; the listener is told of each, one after the other. */
    public void crashEverywhere(int gaps, int threads, Consumer<Crashed> listener) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var done = new ExecutorCompletionService<Crashed>(pool);
            for (int gap = 0; gap < gaps; gap++) {
                int at = gap;
                done.submit(() -> crashIn(at));
            }
            for (int gap = 0; gap < gaps; gap++) {
                listener.accept(done.take().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Crashes in one gap. */
    public Crashed crashIn(int gap) {
        var single = new Crash(gap, Integer.MAX_VALUE);
        var once = play(single);
        if (single.inRecovery == 0) {
            return new Crashed(gap, 0, once, Optional.empty());
        }
        int second = gap % single.inRecovery;
        return new Crashed(gap, second, once, Optional.of(play(new Crash(gap, second))));
    }

    private Performance play(Gate gate) {
        return stage.with(new AppmasterUnderTest(stage.fleet(), gate)).play(Choices.ofSeed(seed));
    }

    /** Lets the appmaster die in one gap, and in another one after that. */
    private static final class Crash implements Gate {
        private final int first;
        private final int second;
        private int asked;
        private int askedSince;
        private int inRecovery;
        private Optional<Instant> crashed = Optional.empty();

        Crash(int first, int second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public boolean passes(Instant now) {
            if (crashed.isPresent()) {
                if (now.isBefore(crashed.get().plus(RECOVERY))) {
                    inRecovery++;
                }
                return askedSince++ != second;
            }
            boolean dies = asked++ == first;
            if (dies) {
                crashed = Optional.of(now);
            }
            return !dies;
        }
    }
}
