/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time on one thread, or time that passes some times faster. May be used from any thread.
 *
 * <p>An exception in an action is a bug in a model whose state can no longer be trusted: it is logged, the timeline
 * ends, and the listener is told. After the end actions are dropped and calls fail.
 */
public final class LiveTimeline implements Timeline, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTimeline.class);

    private final ScheduledThreadPoolExecutor executor;
    private final Consumer<Throwable> onFailure;
    private final double speed;
    private volatile Runnable afterEach = () -> {};
    private final Set<CompletableFuture<?>> calls = ConcurrentHashMap.newKeySet();

    /* The wall clock is read once. From then on one monotonic clock serves both timers and now(), so that a timer never
     * seems to fire early. */
    private final Instant startTime = Instant.now();
    private final long startNanos = System.nanoTime();

    /** @param onFailure told once, on the timeline's thread, when an action threw */
    public LiveTimeline(String name, Consumer<Throwable> onFailure) {
        this(name, onFailure, 1);
    }

    /** @param speed how many times faster than the wall clock the time passes; at least 1 */
    public LiveTimeline(String name, Consumer<Throwable> onFailure, double speed) {
        this.onFailure = onFailure;
        this.speed = speed;
        executor = new ScheduledThreadPoolExecutor(1, action -> {
            var thread = new Thread(action, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return startTime.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        try {
            var wait = (long) Math.ceil(nanos(delay) / speed);
            var scheduled = executor.schedule(() -> run(label, action), wait, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("action={} dropped: the timeline has ended", label);
            return () -> {};
        }
    }

    /** Runs something after each action, for instance to write down what the action has changed. */
    void afterEach(Runnable action) {
        afterEach = action;
    }

    /** Runs {@code question} on the timeline, after all that is already due. */
    public <T> CompletableFuture<T> call(String label, Supplier<T> question) {
        var result = new CompletableFuture<T>();
        calls.add(result);
        result.whenComplete((value, failure) -> calls.remove(result));
        try {
            executor.execute(() -> run(label, () -> answer(question, result)));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(ended());
        }
        return result;
    }

    /** Ends the timeline; an action that is running is allowed to finish. */
    @Override
    public void close() {
        executor.shutdown();
        executor.getQueue().clear();
        calls.forEach(call -> call.completeExceptionally(ended()));
    }

    private static <T> void answer(Supplier<T> question, CompletableFuture<T> result) {
        try {
            result.complete(question.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            throw e;
        }
    }

    private void run(String label, Runnable action) {
        try {
            action.run();
            afterEach.run();
        } catch (RuntimeException | Error e) {
            LOG.error("action={} failed; the simulated cluster stops", label, e);
            close();
            onFailure.accept(e);
        }
    }

    private static long nanos(Duration delay) {
        try {
            return Math.max(0, delay.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 2;
        }
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("the simulated cluster has stopped");
    }
}
