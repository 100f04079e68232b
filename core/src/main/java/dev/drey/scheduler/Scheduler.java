/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import dev.drey.model.TaskStatus;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerStore;
import java.time.Instant;
import java.util.List;

/**
 * Keeps as many workers alive as are declared: inputs in, effects out, nothing else.
 *
 * <p>One instance serves one leadership: its framework id and workers are what the store held when leadership was
 * won. It has no clock, thread or chance of its own, so the same inputs at the same times always have the same
 * effects. After a {@link Effect.Halt} or {@link FleetEvent.TornDown} it answers nothing.
 */
public final class Scheduler {
    /* This file only dispatches. What is written before it is acted upon is in PendingPersists, the life of a worker in
     * WorkerLifeCycle, what to launch in Launches. At the end of each step settle() compares what is wanted with what
     * is there, so that a handler only has to note what happened. */
    private static final String REMOVED = "Framework has been removed";
    private static final String SUPERSEDED = "Framework failed over";

    private final SchedulerSettings settings;
    private final Timers timers = new Timers();
    private final Explanations explanations = new Explanations();
    private final PendingPersists persists;
    private final Subscription subscription;
    private final Fleet fleet;
    private final Demand demand;
    private final WorkerEvents workers;
    private final Updates updates;
    private final WorkerIds ids;
    private final Registrations registrations;
    private final Maintenance maintenance;
    private final HeldOffers held;
    private final OfferDemand offerDemand;
    private final Drought drought;
    private final Launches launches;
    private final FrameworkRemoval removal;
    private final Teardown teardown;
    private final Watcher watcher;
    private boolean silent;

    public Scheduler(SchedulerSettings settings, WorkerStore.Opened opened) {
        this(settings, opened, Watcher.NONE);
    }

    /** @param watcher hears of what changes inside */
    public Scheduler(SchedulerSettings settings, WorkerStore.Opened opened, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
        this.persists = new PendingPersists(settings.timeouts(), timers);
        this.subscription = new Subscription(settings, opened.state().framework(), timers, persists);
        this.fleet = new Fleet(opened.state().workers());
        this.demand = new Demand(fleet);
        this.workers = new WorkerEvents(settings, timers, fleet, persists, subscription);
        this.updates = new Updates(fleet, workers);
        this.ids = new WorkerIds(settings.workerPrefix(), opened.epoch());
        this.registrations = new Registrations(settings.timeouts().registration(), timers, fleet, workers);
        this.maintenance = new Maintenance(settings.maintenance(), fleet, workers, subscription);
        this.held = new HeldOffers(settings.offers(), timers, subscription);
        this.offerDemand = new OfferDemand(settings, timers, subscription);
        this.drought = new Drought(settings.offers(), timers, demand, held);
        this.launches = new Launches(
                settings,
                ids,
                new Launches.Book(fleet, demand, held, persists),
                subscription,
                new Launches.Crew(workers, registrations, new Admission(maintenance, workers.budget(), timers)));
        this.removal = new FrameworkRemoval(fleet, workers, registrations, persists, subscription);
        this.teardown = new Teardown(subscription, persists);
    }

    /** What is to be done, in this order, now that {@code input} happened. */
    public List<Effect> step(Instant now, Input input) {
        if (silent) {
            return List.of();
        }
        var turn = new Turn(now, watcher);
        if (!teardown.isSent() || isAboutWriting(input)) {
            input.match(new Handlers(turn));
        }
        if (!turn.isHalted() && !teardown.isRequested()) {
            settle(turn);
        }
        silent = turn.isHalted();
        return turn.effects();
    }

    private static boolean isAboutWriting(Input input) {
        return input instanceof Input.Persisted
                || input instanceof Input.PersistFailed
                || input instanceof Input.TimerFired timer && timer.key().kind() == TimerKey.Kind.PERSIST_RETRY;
    }

    private final class Handlers implements Input.Cases<Void> {
        private final Turn turn;

        private Handlers(Turn turn) {
            this.turn = turn;
        }

        @Override
        public Void connected(Input.Connected in) {
            goOffline(turn);
            subscription.connected();
            subscribe(turn);
            return null;
        }

        @Override
        public Void disconnected(Input.Disconnected in) {
            goOffline(turn);
            return null;
        }

        @Override
        public Void subscribed(Input.Subscribed in) {
            onSubscribed(turn, in);
            return null;
        }

        @Override
        public Void offers(Input.Offers in) {
            onOffers(turn, in);
            return null;
        }

        @Override
        public Void rescinded(Input.Rescinded in) {
            subscription.heard(turn);
            turn.count(Metric.OFFERS_RESCINDED);
            held.take(in.offer());
            launches.rescinded(in.offer());
            return null;
        }

        @Override
        public Void inverseOffers(Input.InverseOffers in) {
            subscription.heard(turn);
            maintenance.offered(turn, in.offers());
            return null;
        }

        @Override
        public Void inverseOfferRescinded(Input.InverseOfferRescinded in) {
            subscription.heard(turn);
            return null;
        }

        @Override
        public Void statusUpdate(Input.StatusUpdate in) {
            onStatusUpdate(turn, in.status());
            return null;
        }

        @Override
        public Void agentFailure(Input.AgentFailure in) {
            onAgentFailure(turn, in);
            return null;
        }

        @Override
        public Void heartbeat(Input.Heartbeat in) {
            subscription.heard(turn);
            return null;
        }

        @Override
        public Void masterError(Input.MasterError in) {
            onMasterError(turn, in.message());
            return null;
        }

        @Override
        public Void persisted(Input.Persisted in) {
            persists.persisted(turn, in.ticket());
            return null;
        }

        @Override
        public Void persistFailed(Input.PersistFailed in) {
            persists.failed(turn, in);
            return null;
        }

        @Override
        public Void timerFired(Input.TimerFired in) {
            if (timers.isDue(turn, in.key())) {
                onTimer(turn, in.key());
            }
            return null;
        }

        @Override
        public Void workersDeclared(Input.WorkersDeclared in) {
            demand.declare(in.profile(), in.count());
            return null;
        }

        @Override
        public Void workerReleased(Input.WorkerReleased in) {
            onReleased(turn, in.worker());
            return null;
        }

        @Override
        public Void workerRegistered(Input.WorkerRegistered in) {
            registrations.registered(turn, in.worker());
            return null;
        }

        @Override
        public Void teardownRequested(Input.TeardownRequested in) {
            teardown.request();
            proceedWithTeardown(turn);
            return null;
        }
    }

    /* The newest subscription wins, whoever makes it. So before it takes one again, this leader makes sure that it
     * still leads, by a write: a deposed one that was cut off would otherwise push its successor out. */
    private void subscribe(Turn turn) {
        if (!subscription.isConnected() || removal.isForgetting()) {
            return;
        }
        if (subscription.isFirst()) {
            subscription.subscribe(turn, offerDemand.subscribing(demand.total()));
            return;
        }
        var id = subscription.framework().orElseThrow();
        persists.write(turn, new StoreChange.PutFrameworkId(id), then -> {
            if (subscription.isWaiting() && !removal.isForgetting()) {
                subscription.subscribe(then, offerDemand.subscribing(demand.total()));
            }
        });
    }

    private void onSubscribed(Turn turn, Input.Subscribed in) {
        if (removal.isForgetting()) {
            return;
        }
        dropOffers();
        subscription.subscribed(turn, in, this::onReady);
        proceedWithTeardown(turn);
    }

    private void onReady(Turn turn) {
        turn.tell(new FleetEvent.FrameworkSubscribed(subscription.framework().orElseThrow()));
        if (!teardown.isRequested()) {
            registrations.subscribed(turn);
            workers.kills().subscribed(turn);
            workers.reconciliation().all(turn);
        }
    }

    private void onOffers(Turn turn, Input.Offers in) {
        subscription.heard(turn);
        if (subscription.isSubscribed()) {
            in.offers().forEach(offer -> turn.count(Metric.OFFERS_RECEIVED));
            held.add(turn, in.offers());
            drought.offersCame();
        }
    }

    /* A deposed leader does not know the workers of its successor, and must neither kill nor acknowledge them. */
    private void onStatusUpdate(Turn turn, TaskStatus status) {
        if (ids.isOfLaterLeader(status.task())) {
            turn.halt(Effect.Halt.Reason.FENCED, "a later leader launched worker " + status.task());
            return;
        }
        subscription.heard(turn);
        updates.on(turn, status);
    }

    private void onAgentFailure(Turn turn, Input.AgentFailure in) {
        subscription.heard(turn);
        in.agent().ifPresent(agent -> {
            var affected = fleet.where(worker -> worker.agent().equals(agent));
            workers.reconciliation()
                    .ask(turn, affected.stream().map(Worker::task).toList());
        });
    }

    private void onMasterError(Turn turn, String message) {
        goOffline(turn);
        if (message.contains(SUPERSEDED)) {
            turn.halt(
                    Effect.Halt.Reason.SUPERSEDED,
                    "another scheduler subscribed with our framework id; master: " + message);
        } else if (!message.contains(REMOVED)) {
            turn.halt(Effect.Halt.Reason.REFUSED, "the master refuses the subscription: " + message);
        } else if (teardown.isRequested()) {
            teardown.forget(turn);
        } else if (settings.whenRemoved() == SchedulerSettings.WhenRemoved.HALT) {
            turn.halt(
                    Effect.Halt.Reason.FRAMEWORK_REMOVED,
                    "the master removed the framework, its workers are gone; clear the stored state, or allow to start"
                            + " anew by itself; master: " + message);
        } else {
            removal.heal(turn, message, then -> {
                proceedWithTeardown(then);
                if (!teardown.isSent()) {
                    subscribe(then);
                }
            });
        }
    }

    private void onReleased(Turn turn, TaskId task) {
        fleet.find(task).filter(Worker::isCounted).ifPresent(worker -> {
            demand.release(worker.record().profile());
            if (worker.state() == WorkerState.ENDING) {
                fleet.put(worker.released());
            } else {
                workers.on(turn, task, TaskEvent.RELEASE, "");
            }
        });
    }

    private void onTimer(Turn turn, TimerKey key) {
        switch (key.kind()) {
            case HEARTBEAT_SILENCE -> onSilence(turn);
            case OFFER_BUDGET, REVIVE_ALLOWED, BACK_OFF_OVER -> {} // settle() looks after these
            case OFFER_DROUGHT -> drought.lasts(turn, explanations, subscription, offerDemand);
            case LAUNCH_TIMEOUT -> workers.on(turn, new TaskId(key.subject()), TaskEvent.LAUNCH_TIMEOUT, "");
            case REGISTRATION_TIMEOUT -> registrations.missed(turn, new TaskId(key.subject()));
            case REPLACE_DUE, EXPUNGE_DUE -> workers.unreachableForTooLong(turn, key);
            case KILL_RETRY -> onKillRetry(turn, new TaskId(key.subject()));
            case RECONCILE_RETRY -> workers.reconciliation().retry(turn);
            case RECONCILE_ALL -> workers.reconciliation().all(turn);
            case PERSIST_RETRY -> persists.retry(turn);
        }
    }

    private void onKillRetry(Turn turn, TaskId task) {
        if (fleet.find(task).isPresent()) {
            workers.on(turn, task, TaskEvent.KILL_RETRY, "");
        } else {
            workers.kills().again(turn, task);
        }
    }

    private void onSilence(Turn turn) {
        if (subscription.isSilent(turn)) {
            var reason =
                    "no news from the master for " + subscription.patience().toSeconds() + " s";
            goOffline(turn);
            turn.add(new Effect.Reconnect(reason));
        }
    }

    private void goOffline(Turn turn) {
        subscription.offline(turn);
        dropOffers();
        workers.kills().offline(turn);
        workers.reconciliation().offline(turn);
        timers.cancel(turn, TimerKey.Kind.REVIVE_ALLOWED);
        workers.onAll(turn, TaskEvent.DISCONNECTED);
    }

    private void dropOffers() {
        held.clear();
        launches.offline();
    }

    private void proceedWithTeardown(Turn turn) {
        if (teardown.canProceed()) {
            dropOffers();
            teardown.proceed(turn);
        }
    }

    private void settle(Turn turn) {
        if (subscription.isReady()) {
            launches.place(turn, explanations);
            offerDemand.settle(turn, demand.total(), held);
        }
        held.settle(turn);
        var wanted = demand.wanted();
        drought.settle(turn, !wanted.isEmpty() && held.isEmpty() && launches.isEmpty());
        demand.profiles().stream()
                .filter(profile ->
                        wanted.stream().noneMatch(want -> want.profile().name().equals(profile)))
                .forEach(profile -> explanations.say(turn, profile, ""));
    }
}
