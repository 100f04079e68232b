/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time per round of all threads, collecting garbage included: on a busy machine the time on the wall is
 * mostly waiting once a round is longer than a time slice.
 */
public final class CpuTime implements InternalProfiler {
    static final String METRIC = "cpu.time.norm";

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "processor time per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = system.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        var micros = (system.getProcessCpuTime() - before) / 1000.0;
        var rounds = Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(METRIC, micros / rounds, "us/op", AggregationPolicy.AVG));
    }

    /** Runs rounds until the compiler had this much of the processor to watch them, however busy the machine is. */
    static void warmUp(Runnable round) {
        var threads = ManagementFactory.getThreadMXBean();
        var end = threads.getCurrentThreadCpuTime() + 1_000_000_000L;
        while (threads.getCurrentThreadCpuTime() < end) {
            round.run();
        }
    }
}
