/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.journal.JournalCodec;
import dev.drey.journal.JournalLine;
import dev.drey.journal.Replay;
import dev.drey.model.Amount;
import dev.drey.model.FrameworkId;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class JournalTest {
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
                    Set.of("PARTITION_AWARE"),
                    Map.of()),
            "w");

    @TempDir
    Path directory;

    @Test
    void whatWasRecordedIsReplayedWithoutDifference() throws Exception {
        record(1 << 20, 3);

        var replay = new Replay();
        for (var line : lines()) {
            assertThat(replay.next(line)).isEmpty();
        }

        assertThat(replay.progress().leaderships()).isEqualTo(1);
        assertThat(replay.progress().steps()).isEqualTo(6);
    }

    @Test
    void theFirstDifferenceIsTold() throws Exception {
        record(1 << 20, 3);
        var lines = new ArrayList<>(lines());
        var codec = new JournalCodec();
        var step = (JournalLine.Step) codec.decode(lines.get(2));
        lines.set(
                2,
                codec.encode(new JournalLine.Step(
                        step.at(), step.input(), List.of(new Effect.Reconnect("something else")))));

        var replay = new Replay();
        assertThat(replay.next(lines.get(0))).isEmpty();
        assertThat(replay.next(lines.get(1))).isEmpty();
        var difference = replay.next(lines.get(2)).orElseThrow();

        assertThat(difference.line()).isEqualTo(3);
        assertThat(difference.index()).isZero();
        assertThat(difference.recorded()).containsExactly("{\"is\":\"Reconnect\",\"reason\":\"something else\"}");
        assertThat(difference.now())
                .isEqualTo(step.effects().stream().map(codec::encode).toList());
        assertThat(difference.before()).isEqualTo(lines.subList(0, 2));
    }

    @Test
    void aSchedulerThatBrokeIsReplayedToTheSameEnd() throws Exception {
        var opened = new WorkerStore.Opened(1, StoredState.EMPTY);
        try (var writer = JournalWriter.start(directory, 1 << 20)) {
            Stepper stepper = RecordedStepper.begin(writer, SETTINGS, opened, new Scheduler(SETTINGS, opened)::step);
            assertThatThrownBy(() -> stepper.step(NOW, new Input.Persisted(7)))
                    .isInstanceOf(IllegalStateException.class);
        }

        var replay = new Replay();
        for (var line : lines()) {
            assertThat(replay.next(line)).isEmpty();
        }
        assertThat(lines().get(1)).contains("\"is\":\"Broken\"", "ticket 7 was answered");
    }

    @Test
    void filesAreLimitedAndTheOldestGoFirst() throws Exception {
        record(20_000, 400);

        var files = JournalFiles.in(directory);
        var total = 0L;
        for (var file : files) {
            total += Files.size(file);
        }
        assertThat(total).isBetween(10_000L, 21_000L);
        assertThat(files).hasSizeGreaterThan(3).noneMatch(file -> file.toString()
                .endsWith("-000001.jsonl"));
    }

    @Test
    void whatHasNoBeginningIsSkipped() throws Exception {
        record(20_000, 400);

        var replay = new Replay();
        for (var line : lines()) {
            assertThat(replay.next(line)).isEmpty();
        }

        assertThat(replay.progress().steps()).isZero();
        assertThat(replay.progress().skipped()).isPositive();
    }

    @Test
    void everyLeadershipHasFilesOfItsOwn() throws Exception {
        record(1, 1 << 20, 1);
        record(2, 1 << 20, 1);

        assertThat(JournalFiles.in(directory))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("journal-0000000001-000001.jsonl", "journal-0000000002-000001.jsonl");
    }

    @Test
    void aFailingDiskDoesNotHarmTheScheduler() throws Exception {
        var opened = new WorkerStore.Opened(1, StoredState.EMPTY);
        try (var writer = JournalWriter.start(directory, 1 << 20)) {
            Files.delete(directory);

            Stepper stepper = RecordedStepper.begin(writer, SETTINGS, opened, new Scheduler(SETTINGS, opened)::step);

            assertThat(stepper.step(NOW, new Input.Connected())).isNotEmpty();
        }
        Files.createDirectories(directory);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndThePlaceIsMarked() throws Exception {
        Files.delete(directory);
        try (var writer = JournalWriter.start(directory, 1 << 20, 1)) {
            Files.delete(directory);
            writer.write(NOW, opened(1));
            for (var i = 0; i < 100; i++) {
                writer.write(NOW, new JournalLine.Step(NOW, new Input.Heartbeat(), List.of()));
            }

            assertThat(writer.isLosing()).isTrue();
        }
        Files.createDirectories(directory);
    }

    private void record(long maxBytes, int heartbeats) throws IOException {
        record(1, maxBytes, heartbeats);
    }

    private void record(long epoch, long maxBytes, int heartbeats) throws IOException {
        var opened = ((JournalLine.Opened) opened(epoch)).opened();
        try (var writer = JournalWriter.start(directory, maxBytes)) {
            Stepper stepper = RecordedStepper.begin(writer, SETTINGS, opened, new Scheduler(SETTINGS, opened)::step);
            stepper.step(NOW, new Input.Connected());
            stepper.step(NOW, new Input.Subscribed(new FrameworkId("m-1"), Duration.ofSeconds(15)));
            stepper.step(
                    NOW, new Input.WorkersDeclared(new WorkerProfile("default", Map.of("cpus", Amount.of(1)), 1), 2));
            for (var i = 0; i < heartbeats; i++) {
                stepper.step(NOW.plusSeconds(i), new Input.Heartbeat());
            }
        }
    }

    private static JournalLine opened(long epoch) {
        var state = new StoredState(Optional.of(new FrameworkId("m-1")), List.of());
        return new JournalLine.Opened(NOW, JournalCodec.FORMAT, SETTINGS, new WorkerStore.Opened(epoch, state));
    }

    private List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (var file : JournalFiles.in(directory)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
