/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.harness.container.job.JobJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stateful job counts a known input exactly once while the appmaster, an agent and the leading master are killed, one
 * after the other.
 */
@Tag("cluster")
class FlinkThroughTheStormIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int NUMBERS = 60_000;
    private static final int REMAINDERS = 100;
    private static final int PER_SECOND = 500;
    private static final int WORKERS = 2;

    private ContainerCluster cluster;
    private String job;

    @Test
    void countsEveryNumberOnce() throws Exception {
        var images = TestEngine.images("FlinkThroughTheStormIT");
        cluster = ContainerCluster.start(Engine.client(), images, layout(), TestEngine.folder("storm"));
        boolean good = false;
        try {
            job = submit();
            afterCheckpoints("the workers run");
            killTheAppmaster();
            killAnAgentWithAWorker();
            killTheLeadingMaster();

            await("the end of the job").atMost(PATIENCE).until(() -> state().equals("FINISHED"));

            assertThat(counted()).isEqualTo(expected());
            good = true;
        } finally {
            cluster.collect();
            cluster.close();
            if (good) {
                cluster.forget();
            }
        }
    }

    private static Layout layout() {
        var agent = new Layout.Agent("cpus:2;mem:2048;disk:4096;ports:[31000-31999]", "");
        return new Layout(
                1,
                2,
                Map.of("agent_ping_timeout", "5secs", "max_agent_ping_timeouts", "3"),
                List.of(agent, agent, agent),
                Map.of());
    }

    private String submit() throws Exception {
        Path jar = cluster.folder().root().resolve("jobs.jar");
        JobJar.write(jar);
        var arguments = List.of(
                String.valueOf(NUMBERS),
                String.valueOf(REMAINDERS),
                String.valueOf(PER_SECOND),
                "1000",
                "file:///shared/result");
        return cluster.flink().run(cluster.flink().upload(jar), JobJar.STORM, WORKERS, arguments);
    }

    private void killTheAppmaster() throws Exception {
        cluster.appmaster().crash(cluster.faults());

        await("the job restored").atMost(PATIENCE).until(() -> restored() >= 1);
        afterCheckpoints("the appmaster was killed");
    }

    private void killAnAgentWithAWorker() throws Exception {
        long before = restored();
        var task = cluster.frameworks().stream()
                .flatMap(framework -> framework.tasks().stream())
                .findFirst()
                .orElseThrow();
        var agent = cluster.agentOf(task);

        cluster.faults().kill(agent);

        await("the job restored").atMost(PATIENCE).until(() -> restored() > before);
        afterCheckpoints("an agent was killed");
        cluster.faults().start(agent);
    }

    private void killTheLeadingMaster() throws Exception {
        var leader = cluster.mesos().leader().orElseThrow();

        cluster.faults().kill(leader);

        await("another leading master").atMost(PATIENCE).until(() -> cluster.mesos()
                .leader()
                .filter(now -> !now.equals(leader))
                .isPresent());
        afterCheckpoints("the leading master was killed");
    }

    /** Waits until the job makes progress, after something happened. */
    private void afterCheckpoints(String what) throws Exception {
        long before = completed();
        await("checkpoints after " + what).atMost(PATIENCE).until(() -> completed() > before + 1);
    }

    private String state() throws InterruptedException {
        return cluster.flink().state(job);
    }

    private long completed() throws InterruptedException {
        return cluster.flink().checkpoints(job).path("counts").path("completed").asLong();
    }

    private long restored() throws InterruptedException {
        return cluster.flink().checkpoints(job).path("counts").path("restored").asLong();
    }

    /** The lines of the result; what was not committed is in hidden files. */
    private Map<Integer, String> counted() throws IOException {
        var counted = new TreeMap<Integer, String>();
        try (Stream<Path> files = Files.list(cluster.folder().shared().resolve("result"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    var words = line.split(" ", 2);
                    counted.merge(Integer.valueOf(words[0]), words[1], (one, other) -> one + " and again " + other);
                }
            }
        }
        return counted;
    }

    private static Map<Integer, String> expected() {
        var expected = new TreeMap<Integer, String>();
        long count = NUMBERS / REMAINDERS;
        for (int remainder = 0; remainder < REMAINDERS; remainder++) {
            long sum = count * remainder + REMAINDERS * count * (count - 1) / 2;
            expected.put(remainder, count + " " + sum);
        }
        return expected;
    }
}
