/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import dev.drey.placement.Allotment;
import dev.drey.placement.Matching;
import java.util.List;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/** A new matcher is given all offers and all workers. Every kind of result is checked. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx2g")
public class FullRoundBenchmark {

    /** Size and rules. */
    @State(Scope.Benchmark)
    public static class Setting {
        @Param({"100x100", "1000x100", "1000x1000", "1000x8000", "10000x1000", "10000x10000"})
        private String size;

        @Param({"FIRST", "BINPACK", "RACK_EQ", "RACK_SET", "UNIQUE"})
        private Workload.Rules rules;

        private DreyMatcher drey;
        private BareScan bare;
        private Matching matching;
        private int[] agentOf;

        @Setup
        public void prepare(BenchmarkParams params) {
            var workload = Workload.of(size, rules);
            drey = new DreyMatcher(workload);
            bare = new BareScan(workload);
            matching = drey.round();
            agentOf = bare.round();
            var who = params.getBenchmark();
            if (who.endsWith("drey")) {
                CpuTime.warmUp(() -> matching = drey.round());
            } else if (who.endsWith("bareScan")) {
                CpuTime.warmUp(() -> agentOf = bare.round());
            } else {
                CpuTime.warmUp(drey::writtenDown);
            }
        }

        @TearDown(Level.Iteration)
        public void check() {
            drey.check(matching);
            bare.check(agentOf);
        }
    }

    @Benchmark
    public Matching drey(Setting setting) {
        setting.matching = setting.drey.round();
        return setting.matching;
    }

    @Benchmark
    @Fork(value = 1, jvmArgs = "-Xmx2g")
    public List<Allotment> dreyWrittenDown(Setting setting) {
        return setting.drey.writtenDown();
    }

    @Benchmark
    public int[] bareScan(Setting setting) {
        setting.agentOf = setting.bare.round();
        return setting.agentOf;
    }
}
