/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.agent.Containers.Events;
import dev.drey.simulator.agent.Containers.Launch;
import dev.drey.simulator.agent.Probe;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One command in its sandbox, from the fetch to the last process of its tree. */
final class ProcessContainer implements Container {
    private static final int ABORTED = 6;

    private final ProcessContainers owner;
    private final Launch launch;
    private final Events events;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean terminated = new AtomicBoolean();
    private Optional<Thread> preparing = Optional.empty();
    private Optional<Process> process = Optional.empty();
    private ProcessTree tree;
    private volatile Path sandbox;
    private boolean destroyed;

    ProcessContainer(ProcessContainers owner, Launch launch, Events events) {
        this.owner = owner;
        this.launch = launch;
        this.events = events;
    }

    void start() {
        owner.work(this::prepare);
    }

    @Override
    public void kill(Duration grace) {
        if (pid().isEmpty() || grace.isZero()) {
            destroy();
        } else if (!hasEnded()) {
            if (terminated.compareAndSet(false, true)) {
                owner.work(tree::terminate);
            }
            owner.later(grace, this::destroy);
        }
    }

    @Override
    public synchronized void destroy() {
        if (destroyed || hasEnded()) {
            return;
        }
        destroyed = true;
        preparing.ifPresent(Thread::interrupt);
        if (process.isPresent()) {
            owner.work(tree::destroy);
        }
    }

    @Override
    public void probe(Probe probe, Consumer<OptionalInt> onResult) {
        owner.work(() -> {
            var result = new Look(launch, sandbox, owner.settings()).at(probe);
            owner.post(() -> onResult.accept(result));
        });
    }

    @Override
    public synchronized Optional<Long> pid() {
        return process.map(Process::pid);
    }

    /** Waits until no process is left. */
    void awaitEnd(Duration limit) {
        try {
            ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasEnded() {
        return ended.getCount() == 0;
    }

    private void prepare() {
        var problem = Support.problem(launch);
        if (problem.isPresent()) {
            finish(() -> events.launchFailed(problem.get()));
            return;
        }
        try {
            var user = Users.toBecome(launch);
            sandbox = owner.directories().create(launch);
            Files.createFile(sandbox.resolve("stdout"));
            var log = new SandboxLog(Files.createFile(sandbox.resolve("stderr")));
            fetch(user, log);
            if (user.isPresent()) {
                Users.own(sandbox, user.get());
            }
            owner.volumes().mount(launch.task().getResourcesList(), sandbox, user);
            run(user);
        } catch (Users.UnknownUser e) {
            finish(() -> events.refused(e.getMessage()));
        } catch (FetchException e) {
            finish(() -> events.launchFailed(e.getMessage()));
        } catch (IOException e) {
            finish(() -> events.launchFailed("The container could not be started: " + e.getMessage()));
        }
    }

    /* Only while this runs may destroy() interrupt the thread, which belongs to a pool. */
    private void fetch(Optional<String> user, SandboxLog log) throws IOException, FetchException {
        synchronized (this) {
            if (destroyed) {
                return;
            }
            preparing = Optional.of(Thread.currentThread());
        }
        try {
            owner.fetcher().fetch(launch.command().getUrisList(), sandbox, user.orElse(""), log);
        } finally {
            synchronized (this) {
                preparing = Optional.empty();
                Thread.interrupted();
            }
        }
    }

    private void run(Optional<String> user) throws IOException {
        if (!launch.command().hasValue()) {
            finish(() -> {
                events.started();
                events.exited(ABORTED);
            });
            return;
        }
        var builder = new ProcessBuilder(CommandLine.of(launch.command(), user))
                .directory(sandbox.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(sandbox.resolve("stdout").toFile()))
                .redirectError(Redirect.appendTo(sandbox.resolve("stderr").toFile()));
        builder.environment().clear();
        builder.environment().putAll(TaskEnvironment.of(launch, sandbox, owner.settings()));
        synchronized (this) {
            if (destroyed) {
                close();
                return;
            }
            var started = builder.start();
            tree = new ProcessTree(started.toHandle(), "MESOS_SANDBOX=" + sandbox);
            process = Optional.of(started);
            events.started();
        }
        process.get().onExit().thenAccept(ended -> owner.work(() -> exited(ended)));
    }

    /* What the command left behind goes with it, as it does with the executor of Mesos. */
    private void exited(Process ended) {
        tree.destroy();
        finish(() -> events.exited(waitStatus(ended.exitValue())));
    }

    private void finish(Runnable event) {
        synchronized (this) {
            if (!destroyed || process.isPresent()) {
                event.run();
            }
        }
        close();
    }

    private void close() {
        owner.ended(this);
        ended.countDown();
    }

    /* Java tells "ended by signal n" as 128 + n, which is also how a shell exits after its command was so ended. */
    private static int waitStatus(int exitValue) {
        return exitValue > 128 && exitValue <= 128 + 64 ? exitValue - 128 : exitValue * 256;
    }
}
