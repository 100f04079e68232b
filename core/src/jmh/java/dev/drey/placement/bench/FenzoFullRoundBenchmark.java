/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.SchedulingResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The same rounds with Fenzo, as far as they are short; making its scheduler is not timed. Every round is checked. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx2g")
public class FenzoFullRoundBenchmark {

    /** Size and rules. */
    @State(Scope.Benchmark)
    public static class Setting {
        @Param({"100x100", "1000x100", "1000x1000"})
        private String size;

        @Param({"FIRST", "BINPACK", "RACK_EQ", "RACK_SET"})
        private Workload.Rules rules;

        private Rounds rounds;

        @Setup
        public void prepare() {
            rounds = new Rounds(Workload.of(size, rules));
        }

        @Setup(Level.Invocation)
        public void prepareRound() {
            rounds.prepare();
        }

        @TearDown(Level.Invocation)
        public void checkRound() {
            rounds.check();
        }
    }

    /** Sizes at which Fenzo's own constraint for unique hosts ends within minutes. */
    @State(Scope.Benchmark)
    public static class UniqueSetting {
        @Param({"100x100", "1000x100", "1000x1000"})
        private String size;

        @Param({"UNIQUE"})
        private Workload.Rules rules;

        private Rounds rounds;

        @Setup
        public void prepare() {
            rounds = new Rounds(Workload.of(size, rules));
        }

        @Setup(Level.Invocation)
        public void prepareRound() {
            rounds.prepare();
        }

        @TearDown(Level.Invocation)
        public void checkRound() {
            rounds.check();
        }
    }

    private static final class Rounds {
        private final FenzoMatcher fenzo;
        private SchedulingResult result;

        private Rounds(Workload workload) {
            fenzo = new FenzoMatcher(workload);
        }

        private void prepare() {
            fenzo.prepare();
        }

        private SchedulingResult run() {
            result = fenzo.round();
            return result;
        }

        private void check() {
            fenzo.close();
            fenzo.check(result);
        }
    }

    @Benchmark
    public SchedulingResult fenzo(Setting setting) {
        return setting.rounds.run();
    }

    @Benchmark
    public SchedulingResult fenzoUnique(UniqueSetting setting) {
        return setting.rounds.run();
    }
}
