/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracles of the simulator judge what stands in a wire log. */
@Tag("unit")
class LiveSeamTest {
    private static final String SUBSCRIBED =
            "type: SUBSCRIBED subscribed { framework_id { value: \\\"f-1\\\" } heartbeat_interval_seconds: 15 }";
    private static final String OFFER = "type: OFFERS offers { offers { id { value: \\\"o-1\\\" } framework_id { value:"
            + " \\\"f-1\\\" } agent_id { value: \\\"a-1\\\" } hostname: \\\"h\\\" } }";
    private static final String LAUNCH =
            "type: ACCEPT accept { offer_ids { value: \\\"o-1\\\" } operations { type: LAUNCH"
                    + " launch { task_infos { name: \\\"worker\\\" task_id { value: \\\"w-1\\\" } agent_id { value: \\\"a-1\\\" }"
                    + " } } } }";

    @TempDir
    private Path folder;

    private final LiveSeam seam = new LiveSeam(Promises.all(Simulation.OFFER_BUDGET));

    @Test
    void aLaunchThatWasStoredFirstIsGood() throws Exception {
        log("OPENED:epoch 1", "EVENT:" + SUBSCRIBED, "EVENT:" + OFFER, "STORED:w-1", "CALL:" + LAUNCH);

        assertThat(judged()).isEmpty();
        assertThat(seam.frameworks()).containsExactly("f-1");
        assertThat(seam.remembered()).containsExactly("w-1");
    }

    @Test
    void aLaunchThatWasNotStoredIsABrokenPromise() throws Exception {
        log("OPENED:epoch 1", "EVENT:" + SUBSCRIBED, "EVENT:" + OFFER, "CALL:" + LAUNCH, "STORED:w-1");

        assertThat(judged()).map(Violation::oracle).contains("no-launch-without-intent");
    }

    @Test
    void anOfferIsGoodForOneLaunchOnly() throws Exception {
        log("EVENT:" + SUBSCRIBED, "EVENT:" + OFFER, "STORED:w-1", "CALL:" + LAUNCH);
        log("CALL:" + LAUNCH.replace("w-1", "w-2"));

        assertThat(judged()).map(Violation::oracle).contains("offer-used-once");
    }

    @Test
    void anOfferOfALifeThatEndedIsStale() throws Exception {
        log("EVENT:" + SUBSCRIBED, "EVENT:" + OFFER, "STORED:w-1");
        append("wire-2.jsonl", "EVENT:" + SUBSCRIBED, "STORED:w-1", "CALL:" + LAUNCH);

        assertThat(judged()).map(Violation::oracle).contains("no-use-of-stale-offers");
        assertThat(seam.life()).isEqualTo(2);
    }

    @Test
    void whoNeverStopsCallingDoesNotComeToRest() throws Exception {
        log("EVENT:" + SUBSCRIBED);
        for (int i = 0; i < 20; i++) {
            log("CALL:type: REVIVE revive { }");
        }
        judged();

        seam.mustRest(Duration.ofHours(1), 10);

        assertThat(seam.violation()).map(Violation::oracle).contains("comes-to-rest");
    }

    @Test
    void aLineThatIsNotWholeYetIsReadLater() throws Exception {
        var tail = new WireTail(folder);
        String line = line("CONNECTED:");
        Path file = folder.resolve("wire-1.jsonl");

        Files.writeString(file, line.substring(0, 20));
        assertThat(tail.read()).isEmpty();
        Files.writeString(file, line.substring(20), StandardOpenOption.APPEND);

        assertThat(tail.read()).extracting(WireTail.Line::what).containsExactly("CONNECTED");
        assertThat(tail.read()).isEmpty();
    }

    private Optional<Violation> judged() throws IOException {
        new WireTail(folder).read().forEach(seam::saw);
        return seam.violation();
    }

    private void log(String... lines) throws IOException {
        append("wire-1.jsonl", lines);
    }

    private void append(String file, String... lines) throws IOException {
        for (String line : lines) {
            Files.writeString(folder.resolve(file), line(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String line(String line) {
        var parts = line.split(":", 2);
        return "{\"at\":\"" + Instant.now() + "\",\"what\":\"" + parts[0] + "\",\"text\":\"" + parts[1] + "\"}\n";
    }
}
