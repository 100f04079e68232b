/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers;
import dev.drey.simulator.agent.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Runs commands as real processes on this machine, each in a sandbox of its own.
 *
 * <p>Outcomes are told on the given timeline. {@link #close}, or else the end of the JVM, ends every process.
 */
public final class ProcessContainers implements Containers, AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ContainerSettings settings;
    private final Executor timeline;
    private final SandboxDirectories directories;
    private final Volumes volumes;
    private final FetchCache cache;
    private final Fetcher fetcher;
    private final ExecutorService workers;
    private final ScheduledExecutorService clock;
    private final Set<ProcessContainer> containers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private final Thread atExit = new Thread(this::endAll, "end-containers");

    /** @param timeline runs what it is given on the agent's timeline, in order */
    public ProcessContainers(ContainerSettings settings, Executor timeline) throws IOException {
        this.settings = settings;
        this.timeline = timeline;
        Files.createDirectories(settings.workDir());
        this.directories = new SandboxDirectories(settings.workDir());
        this.volumes = new Volumes(settings.workDir());
        this.workers = Executors.newCachedThreadPool(task -> daemon(task, "container"));
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "container-kill"));
        var download = new Download(workers);
        this.cache = new FetchCache(settings.workDir().resolve("fetch"), download);
        this.fetcher = new Fetcher(download, cache);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public Container launch(Launch launch, Events events) {
        var container = new ProcessContainer(this, launch, new OnTimeline(events));
        containers.add(container);
        if (!closed) {
            container.start();
        }
        return container;
    }

    @Override
    public void destroyVolumes(List<Resource> volumesGone) {
        work(() -> volumes.destroy(volumesGone));
    }

    /** Ends every process and waits, for a bounded time, until all are gone. */
    @Override
    public void close() {
        endAll();
        workers.shutdown();
        clock.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, so the hook is already running
        }
    }

    private void endAll() {
        closed = true;
        var deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        var ending = Set.copyOf(containers);
        ending.forEach(ProcessContainer::destroy);
        ending.forEach(container -> container.awaitEnd(Duration.ofNanos(deadline - System.nanoTime())));
        cache.discard();
    }

    ContainerSettings settings() {
        return settings;
    }

    SandboxDirectories directories() {
        return directories;
    }

    Volumes volumes() {
        return volumes;
    }

    Fetcher fetcher() {
        return fetcher;
    }

    /** Runs something on the timeline, unless that has stopped. */
    void post(Runnable event) {
        try {
            timeline.execute(event);
        } catch (RejectedExecutionException e) {
            return; // nobody is left to be told
        }
    }

    /** Runs something off the timeline; nothing more once all has ended. */
    void work(Runnable action) {
        try {
            workers.execute(action);
        } catch (RejectedExecutionException e) {
            return; // closed, so no process is left to work on
        }
    }

    void ended(ProcessContainer container) {
        containers.remove(container);
    }

    void later(Duration delay, Runnable action) {
        try {
            clock.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // closed, so no process is left to kill
        }
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Hands events over to the timeline, unless that has stopped. */
    private final class OnTimeline implements Events {
        private final Events events;

        private OnTimeline(Events events) {
            this.events = events;
        }

        @Override
        public void started() {
            post(events::started);
        }

        @Override
        public void launchFailed(String message) {
            post(() -> events.launchFailed(message));
        }

        @Override
        public void refused(String message) {
            post(() -> events.refused(message));
        }

        @Override
        public void terminated(Termination why) {
            post(() -> events.terminated(why));
        }

        @Override
        public void exited(int status) {
            post(() -> events.exited(status));
        }
    }
}
