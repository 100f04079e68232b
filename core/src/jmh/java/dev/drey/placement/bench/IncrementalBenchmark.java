/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.UniqueHostAttrConstraint;
import dev.drey.placement.Allotment;
import dev.drey.placement.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

/** Of 1,000 known agents 50 offer something in each round, for 50 new workers; these end before the next round. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
@Fork(value = 2, jvmArgs = "-Xmx2g")
public class IncrementalBenchmark {
    private static final int AGENTS = 1000;
    private static final int PER_ROUND = 50;

    /** Drey's matcher keeps nothing from round to round but the offers that are held, which are read as they come. */
    @State(Scope.Benchmark)
    public static class Drey {
        @Param({"FIRST", "UNIQUE"})
        private Workload.Rules rules;

        private DreyMatcher matcher;
        private BareScan bare;
        private Matching matching;
        private int[] agentOf;

        @Setup
        public void prepare(BenchmarkParams params) {
            var workload = new Workload(PER_ROUND, PER_ROUND, rules);
            matcher = new DreyMatcher(workload);
            bare = new BareScan(workload);
            matching = matcher.round();
            agentOf = bare.round();
            var who = params.getBenchmark();
            if (who.endsWith("drey")) {
                CpuTime.warmUp(() -> matching = matcher.round());
            } else if (who.endsWith("bareScan")) {
                CpuTime.warmUp(() -> agentOf = bare.round());
            } else {
                CpuTime.warmUp(matcher::writtenDown);
            }
        }

        @TearDown(Level.Iteration)
        public void check() {
            matcher.check(matching);
            bare.check(agentOf);
        }
    }

    /** Fenzo knows the agents and is told what ended. */
    @State(Scope.Benchmark)
    public static class Fenzo {
        @Param({"FIRST", "UNIQUE"})
        private Workload.Rules rules;

        private TaskScheduler scheduler;
        private List<TaskRequest> requests;
        private List<VirtualMachineLease> leases;
        private SchedulingResult result;
        private int number;

        @Setup
        public void prepare() {
            scheduler = FenzoMatcher.scheduler(false);
            var all = new ArrayList<VirtualMachineLease>();
            for (var agent = 0; agent < AGENTS; agent++) {
                all.add(FenzoMatcher.lease(agent, "known-" + agent));
            }
            scheduler.scheduleOnce(List.<TaskRequest>of(), all);
            scheduler.expireAllLeases();
        }

        @Setup(Level.Invocation)
        public void prepareRound() {
            number++;
            leases = new ArrayList<>();
            requests = new ArrayList<>();
            var ids = new TreeSet<String>();
            for (var i = 0; i < PER_ROUND; i++) {
                ids.add("worker-" + number + "-" + i);
            }
            for (var i = 0; i < PER_ROUND; i++) {
                var agent = (number * PER_ROUND + i) % AGENTS;
                leases.add(FenzoMatcher.lease(agent, "lease-" + number + "-" + i));
                var constraints = rules == Workload.Rules.UNIQUE
                        ? List.<ConstraintEvaluator>of(new UniqueHostAttrConstraint(id -> ids))
                        : List.<ConstraintEvaluator>of();
                requests.add(FenzoMatcher.request("worker-" + number + "-" + i, constraints));
            }
        }

        @TearDown(Level.Invocation)
        public void endRound() {
            var placed = 0;
            for (var assigned : result.getResultMap().entrySet()) {
                for (var task : assigned.getValue().getTasksAssigned()) {
                    scheduler.getTaskUnAssigner().call(task.getTaskId(), assigned.getKey());
                    placed++;
                }
            }
            scheduler.expireAllLeases();
            if (placed != PER_ROUND) {
                throw new IllegalStateException("Fenzo placed " + placed);
            }
        }
    }

    @Benchmark
    public Matching drey(Drey state) {
        state.matching = state.matcher.round();
        return state.matching;
    }

    @Benchmark
    public List<Allotment> dreyWrittenDown(Drey state) {
        return state.matcher.writtenDown();
    }

    @Benchmark
    public int[] bareScan(Drey state) {
        state.agentOf = state.bare.round();
        return state.agentOf;
    }

    @Benchmark
    public SchedulingResult fenzo(Fenzo state) {
        state.result = FenzoMatcher.round(state.scheduler, state.requests, state.leases);
        return state.result;
    }
}
