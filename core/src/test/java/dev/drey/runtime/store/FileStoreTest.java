/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreCodec;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FileStoreTest {
    private static final FrameworkId FRAMEWORK = new FrameworkId("m-1");

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("deep/workers.store");
    }

    @Test
    void beginsEmptyAndCountsEpochs() throws StoreException {
        try (var store = new FileStore(file)) {
            var opened = store.open();

            assertThat(opened.epoch()).isEqualTo(1);
            assertThat(opened.state()).isEqualTo(StoredState.EMPTY);
        }
        try (var store = new FileStore(file)) {
            assertThat(store.open().epoch()).isEqualTo(2);
        }
    }

    @Test
    void findsEverythingAgain() throws StoreException {
        try (var store = opened()) {
            store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
            store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"), worker("w-2"), worker("w-3"))));
            store.apply(new StoreChange.PutWorkers(List.of(worker("w-2").released())));
            store.apply(new StoreChange.RemoveWorker(new TaskId("w-1")));
        }

        assertThat(reopen())
                .isEqualTo(new StoredState(
                        Optional.of(FRAMEWORK), List.of(worker("w-2").released(), worker("w-3"))));
    }

    @Test
    void forgetsEverythingWhenCleared() throws StoreException {
        try (var store = opened()) {
            store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
            store.apply(new StoreChange.Clear());
        }

        assertThat(reopen()).isEqualTo(StoredState.EMPTY);
    }

    @Test
    void openingFencesTheInstanceThatHadItBefore() throws StoreException {
        try (var first = opened();
                var second = new FileStore(file)) {
            first.apply(new StoreChange.PutFrameworkId(FRAMEWORK));

            var opened = second.open();

            assertThat(opened.state().framework()).contains(FRAMEWORK);
            assertThatThrownBy(() -> first.apply(new StoreChange.Clear()))
                    .isInstanceOf(StoreException.Fenced.class)
                    .hasMessageContaining("another instance");
            second.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));
        }
        assertThat(reopen()).isEqualTo(new StoredState(Optional.of(FRAMEWORK), List.of(worker("w-1"))));
    }

    @Test
    void dropsATornTailAtEveryPossiblePlace() throws StoreException, IOException {
        byte[] before;
        try (var store = opened()) {
            store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
            before = Files.readAllBytes(file);
            store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));
        }
        var after = Files.readAllBytes(file);

        for (int length = before.length; length < after.length; length++) {
            Files.write(file, Arrays.copyOf(after, length));

            assertThat(StoreFileReader.read(file, new StoreCodec()).state())
                    .as("%s bytes", length)
                    .isEqualTo(new StoredState(Optional.of(FRAMEWORK), List.of()));
        }
        Files.write(file, Arrays.copyOf(after, after.length - 1));
        assertThat(reopen()).isEqualTo(new StoredState(Optional.of(FRAMEWORK), List.of()));
    }

    @Test
    void refusesDamageInTheMiddleAndSaysWhereAndWhatToDo() throws StoreException, IOException {
        try (var store = opened()) {
            store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
            store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));
        }
        var bytes = Files.readString(file);
        Files.writeString(file, bytes.replace("m-1", "m-2"));

        assertThatThrownBy(this::reopen)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("line 3")
                .hasMessageContaining("backup");
        assertThat(Files.readString(file)).contains("m-2");
    }

    @Test
    void writesItselfAnewWhenItHasGrown() throws StoreException, IOException {
        try (var store = opened()) {
            for (int i = 0; i < 1001; i++) {
                store.apply(new StoreChange.PutFrameworkId(new FrameworkId("m-" + i)));
            }

            assertThat(Files.readAllLines(file)).hasSize(3);
            assertThat(Files.exists(dir.resolve("deep/workers.store.new"))).isFalse();
        }
        assertThat(reopen().framework()).contains(new FrameworkId("m-1000"));
    }

    @Test
    void ignoresAHalfWrittenReplacement() throws StoreException, IOException {
        try (var store = opened()) {
            store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        }
        Files.writeString(dir.resolve("deep/workers.store.new"), "rubbish");

        assertThat(reopen().framework()).contains(FRAMEWORK);
    }

    /* A file for each format there ever was, as it was written then. Such a file is never changed. */
    @Test
    void readsWhatTheFirstVersionWrote() throws Exception {
        Files.createDirectories(file.getParent());
        Files.copy(Path.of("src/test/resources/store/format-1.store"), file);

        try (var store = new FileStore(file)) {
            var opened = store.open();

            assertThat(opened.epoch()).isEqualTo(42);
            assertThat(opened.state())
                    .isEqualTo(new StoredState(
                            Optional.of(new FrameworkId("m-0007")),
                            List.of(
                                    record("taskmanager-40-2", "m-S1", "host-1", Map.of())
                                            .released(),
                                    record("taskmanager-41-1", "m-S2", "host-2", Map.of("rack", "r1")))));
        }
    }

    @Test
    void refusesAFileOfANewerVersionAndLeavesItAlone() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new StoreLine(StoreLine.Kind.STATE, "{\"v\":9,\"workers\":[]}").bytes());
        var before = Files.readString(file);

        assertThatThrownBy(this::reopen)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("format 9")
                .hasMessageContaining("start the newer version");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void writesNothingBeforeItIsOpened() {
        assertThatThrownBy(() -> new FileStore(file).apply(new StoreChange.Clear()))
                .isInstanceOf(IllegalStateException.class);
    }

    private FileStore opened() throws StoreException {
        var store = new FileStore(file);
        store.open();
        return store;
    }

    private StoredState reopen() throws StoreException {
        try (var store = new FileStore(file)) {
            return store.open().state();
        }
    }

    private static WorkerRecord record(String task, String agent, String hostname, Map<String, String> values) {
        return new WorkerRecord(
                new TaskId(task), "p-1", new AgentId(agent), hostname, WorkerRecord.Goal.LAUNCHED, values, List.of());
    }

    private static WorkerRecord worker(String task) {
        return new WorkerRecord(new TaskId(task), "default", new AgentId("a-1"), "host", WorkerRecord.Goal.LAUNCHED);
    }
}
