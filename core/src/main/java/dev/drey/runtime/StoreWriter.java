/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerStore;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes durable, one after the other in the order of their tickets, on a thread of its own. */
final class StoreWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int CAPACITY = 10_000;

    private final WorkerStore store;
    private final Counters counters;
    private final Consumer<Input> answers;
    private final Consumer<RuntimeException> bugs;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), StoreWriter::thread);

    /**
     * @param answers takes Persisted or PersistFailed for each change
     * @param bugs takes what must not happen
     */
    StoreWriter(WorkerStore store, Counters counters, Consumer<Input> answers, Consumer<RuntimeException> bugs) {
        this.store = store;
        this.counters = counters;
        this.answers = answers;
        this.bugs = bugs;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "drey-store");
        thread.setDaemon(true);
        return thread;
    }

    void write(Effect.Persist persist) {
        try {
            thread.execute(() -> writeNow(persist));
        } catch (RejectedExecutionException e) {
            var why = thread.isShutdown() ? "closed" : CAPACITY + " changes wait already: the store is too slow";
            answers.accept(new Input.PersistFailed(persist.ticket(), false, why));
        }
    }

    private void writeNow(Effect.Persist persist) {
        try {
            store.apply(persist.change());
            counters.raise(ShellMetric.STORE_WRITES);
            answers.accept(new Input.Persisted(persist.ticket()));
        } catch (StoreException e) {
            counters.raise(ShellMetric.STORE_WRITE_FAILURES);
            LOG.warn("ticket={} not durable: {}", persist.ticket(), e.getMessage(), e);
            boolean fenced = e instanceof StoreException.Fenced;
            answers.accept(new Input.PersistFailed(persist.ticket(), fenced, e.getMessage()));
        } catch (RuntimeException e) {
            bugs.accept(e);
        }
    }

    /** Finishes what was begun, for as long as {@code patience} at most. */
    void close(Duration patience) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} changes are not durable yet; closing all the same",
                        thread.getQueue().size() + 1);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
