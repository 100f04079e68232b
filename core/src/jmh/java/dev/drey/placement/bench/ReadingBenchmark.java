/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import dev.drey.placement.Terrain;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done when offers come, before a round: reading them all, or 50 new ones beside those that are held. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 2, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class ReadingBenchmark {

    /** How many offers there are. */
    @State(Scope.Benchmark)
    public static class Setting {
        @Param({"100", "1000", "10000"})
        private int offers;

        private DreyMatcher matcher;

        @Setup
        public void prepare() {
            matcher = new DreyMatcher(new Workload(offers, 1, Workload.Rules.UNIQUE));
            CpuTime.warmUp(matcher::read);
        }
    }

    @Benchmark
    public Terrain all(Setting setting) {
        return setting.matcher.read();
    }

    @Benchmark
    public Terrain fiftyMore(Setting setting) {
        return setting.matcher.readMore(50);
    }
}
