/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.journal.JournalCodec;
import dev.drey.journal.JournalLine;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReplayCommandTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SchedulerSettings SETTINGS = SchedulerSettings.of(
            new FrameworkSettings(
                    "drey",
                    "",
                    Set.of("*"),
                    Duration.ofDays(7),
                    true,
                    "host",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Map.of()),
            "w");
    private static final WorkerStore.Opened OPENED = new WorkerStore.Opened(1, StoredState.EMPTY);

    private final JournalCodec codec = new JournalCodec();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aJournalOfThisVersionIsReplayedAsItWas() throws IOException {
        var file = write(opened(), step(today()));

        assertThat(replay(file)).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("same effects: steps=1 leaderships=1 skipped=0");
        assertThat(replay(directory)).isZero();
    }

    @Test
    void showsTheFirstDifference() throws IOException {
        var file = write(opened(), step(List.of()));

        assertThat(replay(file)).isEqualTo(1);
        assertThat(out.toString().lines()).element(0).isEqualTo("different effects: " + file + ", line 2, effect 1");
        assertThat(out.toString()).contains("  recorded nothing more", "  today    " + codec.encode(today().get(0)));
    }

    @Test
    void aLineThatWasCutOffEndsTheJournal() throws IOException {
        var file = write(opened(), step(today()), step(today()).substring(0, 40));

        assertThat(replay(file)).isZero();
    }

    @Test
    void saysWhatIsWrongWithAJournalThatCannotBeReplayed() throws IOException {
        var withoutBeginning = write(step(today()));

        assertThat(replay(withoutBeginning)).isEqualTo(2);
        assertThat(replay(directory.resolve("none"))).isEqualTo(2);
        Files.writeString(withoutBeginning, "{}\n{}\n");
        assertThat(replay(withoutBeginning)).isEqualTo(2);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.contains("no leadership begins in"))
                .anyMatch(line -> line.endsWith("does not exist"))
                .anyMatch(line -> line.contains("line 1: not a line of a journal that this version reads"));
    }

    private int replay(Path path) {
        return Drey.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("replay", "--journal", path.toString());
    }

    private Path write(String... lines) throws IOException {
        var file = directory.resolve("journal-0000000001-000001.jsonl");
        return Files.write(file, List.of(lines));
    }

    private String opened() {
        return codec.encode(new JournalLine.Opened(NOW, JournalCodec.FORMAT, SETTINGS, OPENED));
    }

    private String step(List<Effect> effects) {
        return codec.encode(new JournalLine.Step(NOW, new Input.Connected(), effects));
    }

    private static List<Effect> today() {
        return new Scheduler(SETTINGS, OPENED).step(NOW, new Input.Connected());
    }
}
