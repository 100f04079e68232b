/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MemoryStoreTest {
    private static final FrameworkId FRAMEWORK = new FrameworkId("m-0001");
    private final MemoryStore store = new MemoryStore();

    @Test
    void remembersWhatWasWritten() throws StoreException {
        store.open();

        store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"), worker("w-2"))));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-1").released())));
        store.apply(new StoreChange.RemoveWorker(new TaskId("w-2")));

        assertThat(store.sibling().open())
                .isEqualTo(new WorkerStore.Opened(
                        2,
                        new StoredState(
                                Optional.of(FRAMEWORK), List.of(worker("w-1").released()))));
    }

    @Test
    void openingFencesEveryEarlierInstance() throws StoreException {
        store.open();
        var standby = store.sibling();

        standby.open();

        assertThatThrownBy(() -> store.apply(new StoreChange.Clear())).isInstanceOf(StoreException.Fenced.class);
        standby.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        assertThat(store.state().framework()).contains(FRAMEWORK);
    }

    @Test
    void forgettingTheFrameworkForgetsItsWorkers() throws StoreException {
        store.open();
        store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));

        store.apply(new StoreChange.ForgetFramework());

        assertThat(store.state()).isEqualTo(StoredState.EMPTY);
    }

    @Test
    void aGoalNeverGoesBack() {
        var released = StoredState.EMPTY.after(
                new StoreChange.PutWorkers(List.of(worker("w-1").released())));

        assertThatThrownBy(() -> released.after(new StoreChange.PutWorkers(List.of(worker("w-1")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("w-1");
    }

    private static WorkerRecord worker(String task) {
        return new WorkerRecord(new TaskId(task), "default", new AgentId("a-1"), "host", WorkerRecord.Goal.LAUNCHED);
    }
}
