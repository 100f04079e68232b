/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/* Replays mostly wait, so several run at a time, each against a cluster of its own. */
@Tag("conformance")
class RecordingsTest {
    private static final int AT_A_TIME = 8;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_A_TIME);
    private static final Map<String, Future<?>> REPLAYS = new LinkedHashMap<>();

    static Stream<String> replayed() {
        return Staging.all().keySet().stream();
    }

    @BeforeAll
    static void startAll() {
        replayed().forEach(id -> REPLAYS.put(id, THREADS.submit(() -> replay(id))));
    }

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("replayed")
    void theLiveClusterDoesWhatARealOneDid(String id) throws Exception {
        REPLAYS.get(id).get();
    }

    @Test
    void everyRecordingIsReplayedOrHasAReasonWhyNot() throws IOException {
        var accounted = new TreeSet<>(Staging.all().keySet());
        Staging.notReplayed().values().forEach(accounted::addAll);

        var scenarios = new TreeSet<String>();
        Recording.all().forEach(id -> scenarios.add(id.replace("-pb", "")));

        assertThat(accounted).isEqualTo(scenarios);
    }

    private static Void replay(String id) throws Exception {
        var recording = Recording.load(id);
        try (var cluster = LiveCluster.start(config(recording))) {
            new Replay(recording, Staging.all().get(id), cluster).run();
        }
        return null;
    }

    private static ClusterConfig config(Recording recording) throws IOException {
        boolean isFast = recording.profile().equals("fast");
        return ClusterConfig.builder()
                .port(PortRun.find(3))
                .agents(2)
                .agentHostnames(List.of("agent-0", "agent-1"))
                .attributes(List.of("rack:r0", "rack:r1"))
                .resources(List.of(
                        "cpus:4;mem:2048;disk:4096;ports:[31000-31999]",
                        "cpus:4;mem:2048;disk:4096;ports:[32000-32999]"))
                .master(flags -> flags.version("1.12.0"))
                .master(flags ->
                        isFast ? flags.agentPingTimeout(Duration.ofSeconds(2)).maxAgentPingTimeouts(2) : flags)
                .build();
    }
}
