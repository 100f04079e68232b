/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.Check;

/**
 * A store that lives as long as its process: for tests, and for whoever wants to forget everything at exit.
 *
 * <p>{@link #sibling} is another instance on the same memory, as a standby has it; opening one fences the others.
 */
public final class MemoryStore implements WorkerStore {
    private final Memory memory;
    private long epoch;

    public MemoryStore() {
        this(new Memory());
    }

    private MemoryStore(Memory memory) {
        this.memory = memory;
    }

    /** Another instance on the same memory. */
    public MemoryStore sibling() {
        return new MemoryStore(memory);
    }

    @Override
    public Opened open() {
        synchronized (memory) {
            memory.epoch++;
            epoch = memory.epoch;
            return new Opened(epoch, memory.state);
        }
    }

    @Override
    public void apply(StoreChange change) throws StoreException {
        synchronized (memory) {
            Check.that(epoch > 0, "the store must be opened before it is written");
            if (epoch != memory.epoch) {
                throw new StoreException.Fenced("this leader has epoch " + epoch
                        + ", another one opened the store with epoch " + memory.epoch + ": it leads now");
            }
            memory.state = memory.state.after(change);
        }
    }

    /** What an instance that opened the store now would find; fences nobody. */
    public StoredState state() {
        synchronized (memory) {
            return memory.state;
        }
    }

    @Override
    public void close() {
        // nothing is held outside this process
    }

    private static final class Memory {
        private long epoch;
        private StoredState state = StoredState.EMPTY;
    }
}
