/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos.wire;

import dev.drey.store.StoreChange;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.util.stream.Collectors;

/** A store that writes down which workers it remembers, after each change and before the scheduler hears of it. */
final class LoggedStore implements WorkerStore {
    private final WireLog log;
    private final WorkerStore store;
    private StoredState state = StoredState.EMPTY;

    LoggedStore(WireLog log, WorkerStore store) {
        this.log = log;
        this.store = store;
    }

    @Override
    public Opened open() throws StoreException {
        var opened = store.open();
        log.write("OPENED", "epoch " + opened.epoch());
        remember(opened.state());
        return opened;
    }

    @Override
    public void apply(StoreChange change) throws StoreException {
        try {
            store.apply(change);
        } catch (StoreException e) {
            log.write("NOT STORED", change.getClass().getSimpleName());
            throw e;
        }
        remember(state.after(change));
    }

    @Override
    public void close() throws StoreException {
        log.close();
        store.close();
    }

    private void remember(StoredState now) {
        state = now;
        log.write(
                "STORED",
                now.workers().stream()
                        .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                        .map(worker -> worker.task().value())
                        .collect(Collectors.joining(" ")));
    }
}
