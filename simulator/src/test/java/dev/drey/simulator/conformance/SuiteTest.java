/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.conformance.Result.Outcome;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/* Cases mostly wait, so several are run at a time, against clusters that allocate faster than by default. */
@Tag("conformance")
class SuiteTest {
    private static final int CLUSTERS = 8;
    private static final int IDS = 80;

    @Test
    void theLiveClusterDoesAsMesosDoes() throws Exception {
        var waiting = new ConcurrentLinkedQueue<>(Suite.all());
        var workers = new ArrayList<Callable<List<Result>>>();
        for (int i = 0; i < CLUSTERS; i++) {
            workers.add(() -> run(waiting));
        }
        var threads = Executors.newFixedThreadPool(CLUSTERS);
        var results = new ArrayList<Result>();
        try {
            for (var part : threads.invokeAll(workers)) {
                results.addAll(part.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(with(results, Outcome.DIFFERS)).isEmpty();
        assertThat(with(results, Outcome.SKIPPED))
                .allMatch(line -> line.contains("needs --control") || line.contains("asks for no credentials"));
        assertThat(results).hasSizeGreaterThan(Suite.all().size());
    }

    @Test
    void theSuiteCoversMuchOfTheList() {
        var ids = Suite.all().stream().flatMap(one -> one.ids().stream()).collect(Collectors.toSet());

        assertThat(ids).hasSizeGreaterThan(IDS).allMatch(id -> id.matches("C\\d{3}"));
    }

    private static List<Result> run(ConcurrentLinkedQueue<Case> waiting) throws Exception {
        var config = ClusterConfig.builder()
                .port(PortRun.find(3))
                .agents(2)
                .master(flags -> flags.allocationInterval(Duration.ofMillis(250)))
                .build();
        var results = new ArrayList<Result>();
        try (var cluster = LiveCluster.start(config)) {
            var plain = Target.of(cluster.masterUrl());
            var target = new Target(
                    plain.master(),
                    plain.principal(),
                    plain.secret(),
                    plain.role(),
                    plain.user(),
                    plain.patience(),
                    plain.control(),
                    true);
            var runner = new Runner(target);
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                results.addAll(runner.run(List.of(next), result -> {}));
            }
        }
        return results;
    }

    private static List<String> with(List<Result> results, Outcome outcome) {
        return results.stream()
                .filter(result -> result.outcome() == outcome)
                .map(Reports::line)
                .toList();
    }
}
