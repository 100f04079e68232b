/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.mesos.MesosConnection;
import dev.drey.model.Check;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Metric;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop: one thread that owns the scheduler, feeds it with inputs and timers, and carries out its effects.
 *
 * <p>Whatever goes wrong inside a step stops the loop and is told to the listener: a scheduler that looks alive but
 * does nothing is the worst of all.
 */
public final class SchedulerLoop implements WorkerFleet {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);
    private static final Duration TEARDOWN_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Wiring wiring;
    private final Counters counters = new Counters(Metric.class, ShellMetric.class);
    private final Map<String, String> explanations = new ConcurrentHashMap<>();
    private final Inbox inbox = new Inbox();
    private final TimerQueue timers = new TimerQueue();
    private final MasterLine master;
    private final StoreWriter writer;
    private final Effect.Cases<Void> runner = new EffectRunner();
    private final EffectLine lines = new EffectLine();
    private final Thread thread = new Thread(this::run, "drey-scheduler");
    private final CountDownLatch tornDown = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    private Optional<Stepper> core = Optional.empty();
    private volatile boolean running = true;
    private volatile long epoch;

    /**
     * What the loop connects.
     *
     * @param observer sees every step, for instance to record it
     */
    public record Wiring(
            WorkerStore store,
            Stepper.Factory core,
            MesosConnection.Factory transport,
            EventTranslator events,
            CallTranslator calls,
            Listener listener,
            Clock clock,
            StepObserver observer) {

        /** With a steady clock, and unobserved. */
        public Wiring(
                WorkerStore store,
                Stepper.Factory core,
                MesosConnection.Factory transport,
                EventTranslator events,
                CallTranslator calls,
                Listener listener) {
            this(store, core, transport, events, calls, listener, new SteadyClock(), (now, input, effects) -> {});
        }
    }

    public SchedulerLoop(Wiring wiring) {
        this.wiring = wiring;
        this.master = new MasterLine(wiring.transport(), wiring.calls(), counters);
        this.writer = new StoreWriter(
                wiring.store(), counters, input -> inbox.put(() -> step(input)), bug -> inbox.put(() -> onBug(bug)));
        thread.setDaemon(true);
    }

    @Override
    public List<WorkerRecord> open() throws StoreException {
        var opened = wiring.store().open();
        epoch = opened.epoch();
        master.remember(opened.state().framework());
        core = Optional.of(wiring.core().create(opened));
        var workers = opened.state().workers();
        LOG.info("epoch={} opened framework={} workers={}", epoch, frameworkText(), workers.size());
        return workers.stream()
                .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                .toList();
    }

    @Override
    public void start() {
        Check.that(core.isPresent(), "the fleet must be opened before it is started");
        thread.start();
    }

    @Override
    public void declare(WorkerProfile profile, int count) {
        inbox.put(() -> step(new Input.WorkersDeclared(profile, count)));
    }

    @Override
    public void release(TaskId worker) {
        inbox.put(() -> step(new Input.WorkerReleased(worker)));
    }

    @Override
    public void registered(TaskId worker) {
        inbox.put(() -> step(new Input.WorkerRegistered(worker)));
    }

    @Override
    public void teardown() {
        Check.that(Thread.currentThread() != thread, "teardown would wait for itself");
        if (thread.isAlive()) {
            inbox.put(() -> step(new Input.TeardownRequested()));
            awaitTornDown();
        } else {
            LOG.warn("epoch={} framework={} is not torn down: the fleet does not run", epoch, frameworkText());
        }
        close();
    }

    private void awaitTornDown() {
        try {
            if (!tornDown.await(TEARDOWN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "epoch={} no teardown within {} s: workers live until the failover timeout is over, or an operator"
                                + " tears framework {} down",
                        epoch,
                        TEARDOWN_PATIENCE.toSeconds(),
                        frameworkText());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        inbox.put(() -> running = false);
        if (Thread.currentThread() != thread) {
            joinLoop();
        }
        running = false;
        master.close();
        writer.close(CLOSE_PATIENCE);
        try {
            wiring.store().close();
        } catch (StoreException e) {
            LOG.warn("epoch={} {}", epoch, e.getMessage(), e);
        }
    }

    private void joinLoop() {
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("epoch={} the event loop is busy and is interrupted", epoch);
            thread.interrupt();
        }
    }

    /** Counters of core and shell, by name. */
    public Counters counters() {
        return counters;
    }

    /** Why wanted workers are not placed, in words, by profile. */
    public Map<String, String> explanations() {
        return new TreeMap<>(explanations);
    }

    /** The framework id in use, if there is one. */
    public Optional<FrameworkId> framework() {
        return master.framework();
    }

    /** The number of this leadership. */
    public long epoch() {
        return epoch;
    }

    /** Whether a master has accepted the subscription, and the connection lives. */
    public boolean isSubscribed() {
        return master.isSubscribed();
    }

    private String frameworkText() {
        return master.framework().map(FrameworkId::value).orElse("none");
    }

    private void run() {
        try {
            connect();
            while (running) {
                timers.takeDue(wiring.clock().instant()).ifPresent(key -> step(new Input.TimerFired(key)));
                inbox.take(patience()).ifPresent(Runnable::run);
            }
        } catch (InterruptedException e) {
            LOG.debug("epoch={} interrupted: closing", epoch);
        } catch (RuntimeException | Error e) {
            onBug(e);
        }
    }

    private void connect() {
        var callbacks = new MesosCallbacks(
                wiring.events(),
                counters,
                input -> inbox.putEvent(() -> step(input)),
                message -> inbox.put(() -> onRefused(message)));
        master.connect(callbacks);
    }

    private Duration patience() {
        if (!running) {
            return Duration.ZERO;
        }
        var untilNext = timers.next()
                .map(at -> Duration.between(wiring.clock().instant(), at))
                .orElse(IDLE);
        return untilNext.isNegative() ? Duration.ZERO : untilNext;
    }

    private void step(Input input) {
        if (!running) {
            return;
        }
        master.note(input);
        var now = wiring.clock().instant();
        var effects = core.orElseThrow().step(now, input);
        wiring.observer().stepped(now, input, effects);
        for (var effect : effects) {
            if (running) {
                log(effect);
                effect.match(runner);
            }
        }
    }

    private void log(Effect effect) {
        if (isRoutine(effect)) {
            if (LOG.isDebugEnabled()) {
                LOG.debug("{} epoch={}", effect.match(lines), epoch);
            }
        } else {
            LOG.info("{} epoch={}", effect.match(lines), epoch);
        }
    }

    private static boolean isRoutine(Effect effect) {
        return effect instanceof Effect.Count
                || effect instanceof Effect.SetTimer
                || effect instanceof Effect.CancelTimer
                || (effect instanceof Effect.Send send && send.call() instanceof Call.Decline);
    }

    /*
     * A wrong secret at the start is a mistake to be mended; later on it may be the master's, and the workers are well.
     */
    private void onRefused(String message) {
        if (!master.wasEverSubscribed()) {
            halt(Effect.Halt.Reason.REFUSED, message);
        }
    }

    private void onBug(Throwable bug) {
        LOG.error("epoch={} the scheduler stops because of a bug", epoch, bug);
        halt(
                Effect.Halt.Reason.INTERNAL_ERROR,
                "a bug in the scheduler: " + bug + "; please report it with the log."
                        + " Workers live on, and the next leader takes them over");
    }

    private void halt(Effect.Halt.Reason reason, String message) {
        if (!running) {
            return;
        }
        running = false;
        LOG.error("epoch={} halted={} {}", epoch, reason, message);
        master.close();
        tornDown.countDown();
        wiring.listener().halted(reason, message);
    }

    private final class EffectRunner implements Effect.Cases<Void> {
        @Override
        public Void send(Effect.Send effect) {
            master.send(effect.call());
            return null;
        }

        @Override
        public Void reconnect(Effect.Reconnect effect) {
            master.reconnect();
            return null;
        }

        @Override
        public Void persist(Effect.Persist effect) {
            writer.write(effect);
            return null;
        }

        @Override
        public Void setTimer(Effect.SetTimer effect) {
            timers.set(effect.key(), effect.at());
            return null;
        }

        @Override
        public Void cancelTimer(Effect.CancelTimer effect) {
            timers.cancel(effect.key());
            return null;
        }

        @Override
        public Void notifyClient(Effect.NotifyClient effect) {
            wiring.listener().on(effect.event());
            if (effect.event() instanceof FleetEvent.TornDown) {
                tornDown.countDown();
            }
            return null;
        }

        @Override
        public Void explain(Effect.Explain effect) {
            if (effect.text().isEmpty()) {
                explanations.remove(effect.profile());
            } else {
                explanations.put(effect.profile(), effect.text());
            }
            return null;
        }

        @Override
        public Void count(Effect.Count effect) {
            counters.raise(effect.metric());
            return null;
        }

        @Override
        public Void halt(Effect.Halt effect) {
            SchedulerLoop.this.halt(effect.reason(), effect.message());
            return null;
        }
    }
}
