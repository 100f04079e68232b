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

/** One round of Fenzo for each of its long cells; smaller rounds warm it up. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class FenzoLargeRoundBenchmark {
    private static final int WARM_UP = 4;

    /** Size and rules. */
    @State(Scope.Benchmark)
    public static class Setting {
        @Param({"1000x8000", "10000x1000", "10000x10000"})
        private String size;

        @Param({"FIRST", "BINPACK", "RACK_EQ", "RACK_SET"})
        private Workload.Rules rules;

        private FenzoMatcher large;
        private FenzoMatcher fenzo;
        private SchedulingResult result;

        @Setup
        public void prepare() {
            large = new FenzoMatcher(Workload.of(size, rules));
        }

        /* The first iteration, which only warms up, has a small workload. */
        @Setup(Level.Iteration)
        public void prepareIteration() {
            if (fenzo == null) {
                fenzo = new FenzoMatcher(new Workload(1000, 1000, rules));
                for (var i = 0; i < WARM_UP; i++) {
                    fenzo.prepare();
                    fenzo.round();
                    fenzo.close();
                }
            } else {
                fenzo = large;
            }
            fenzo.prepare();
        }

        @TearDown(Level.Iteration)
        public void check() {
            fenzo.close();
            fenzo.check(result);
        }
    }

    @Benchmark
    public SchedulingResult fenzo(Setting setting) {
        setting.result = setting.fenzo.round();
        return setting.result;
    }
}
