/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.bench;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.fault.Plan.Inject;
import dev.drey.simulator.fault.Plan.Step;
import dev.drey.simulator.fault.Plan.Want;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choices;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/**
 * A benchmark: one virtual day of a cluster with twice as many workers as agents, each of which fails once a day. All
 * oracles watch.
 *
 * <p>Arguments: numbers of agents; without any 1000.
 */
public final class VirtualDay {
    private static final Duration SETTLE = Duration.ofMinutes(30);
    private static final int WORKERS_PER_AGENT = 2;

    private final int agents;
    private final Duration run;

    VirtualDay(int agents, Duration run) {
        this.agents = agents;
        this.run = run;
    }

    public static void main(String... args) {
        var sizes = args.length == 0 ? new String[] {"1000"} : args;
        for (String size : sizes) {
            new VirtualDay(Integer.parseInt(size), Duration.ofDays(1).minus(SETTLE)).report(System.out);
        }
    }

    Result play() {
        var choices = Choices.ofSeed(1);
        int workers = agents * WORKERS_PER_AGENT;
        var cluster = new Plan.Cluster(agents, "cpus:8;mem:16384;ports:[31000-32000]", "", 2, 1024, 0);
        var steps = new ArrayList<Step>();
        steps.add(new Want(Duration.ofSeconds(1), workers));
        for (int i = 0; i < workers * run.toMinutes() / Duration.ofDays(1).toMinutes(); i++) {
            var at = choices.between("failure", Duration.ofMinutes(1), run);
            steps.add(new Inject(at, Fault.of(FaultKind.TASK_FAIL)));
        }
        return Simulation.run(new Plan(cluster, steps, run, SETTLE), new FleetFramework(), choices);
    }

    private void report(PrintStream out) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = System.nanoTime();
        long used = threads.getCurrentThreadCpuTime();
        var result = play();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = (threads.getCurrentThreadCpuTime() - used) / 1e9;
        out.printf(
                Locale.ROOT,
                "%d agents, %d workers, %s of virtual time: %.1f s, %.1f s of cpu, %d actions, %.0f/s of cpu, %d lines of trace, %s%n",
                agents,
                agents * WORKERS_PER_AGENT,
                result.time(),
                seconds,
                cpu,
                result.actions(),
                result.actions() / cpu,
                result.trace().entries().size(),
                result.violation().map(Object::toString).orElse("all promises kept"));
    }
}
