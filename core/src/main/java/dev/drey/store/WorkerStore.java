/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

/**
 * Where the scheduler's memory survives a crash.
 *
 * <p>A leader calls {@link #open()} once, then {@link #apply} for each change, from one thread.
 */
public interface WorkerStore extends AutoCloseable {

    /**
     * Begins a new epoch of leadership and reads what is there. From now on every instance that opened this store
     * before is fenced: its writes fail.
     *
     * @throws StoreException if the store cannot be read; the message says where, why and what to do
     */
    Opened open() throws StoreException;

    /**
     * Makes one change durable. When it returns, the change survives a crash of this process and machine.
     *
     * @throws StoreException.Fenced if another instance opened the store since
     * @throws StoreException if it is not known to be durable
     */
    void apply(StoreChange change) throws StoreException;

    /** Lets go of the store; what is in it stays. */
    @Override
    void close() throws StoreException;

    /**
     * The result of opening.
     *
     * @param epoch the number of this leadership; greater than every earlier one of this store
     */
    record Opened(long epoch, StoredState state) {}
}
