/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.WorkerProfile;
import dev.drey.placement.WhyNot;
import dev.drey.runtime.StepObserver;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FailureSettings;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Insight;
import dev.drey.scheduler.TimerKey;
import dev.drey.scheduler.Watcher;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerStore;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows what a leader did and does from watching it: every input of its scheduler, every effect and
 * insight.
 *
 * <p>Written by the event loop; may be read from any thread. It never asks the scheduler anything, so watching cannot
 * change what is done.
 */
public final class FleetRecorder implements StepObserver, Watcher {
    /* A copy of everything at each step would cost time of the event loop in proportion to the fleet. So the books are
     * kept step by step, and copied for those who ask. The lock is free but for these moments. */
    private final Clock clock;
    private final Instant since;
    private final MasterBook master;
    private final BudgetBook budgets;
    private final WorkerBook workers = new WorkerBook();
    private final OfferBook offers = new OfferBook();
    private final AgentBook agents = new AgentBook();
    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    private final Map<String, String> explanations = new LinkedHashMap<>();
    private final Map<String, WhyNot> trees = new LinkedHashMap<>();
    private long epoch;
    private Optional<FleetStatus.Halt> halted = Optional.empty();

    private record Wish(WorkerProfile profile, int count) {}

    /** @param failures the limits that the scheduler keeps */
    public FleetRecorder(Clock clock, FailureSettings failures) {
        this.clock = clock;
        budgets = new BudgetBook(failures);
        since = clock.instant();
        master = new MasterBook(since);
    }

    /** The store was opened; the scheduler begins with what it held. */
    public synchronized void opened(WorkerStore.Opened opened) {
        epoch = opened.epoch();
        master.remember(opened.state().framework());
        workers.recovered(clock.instant(), opened.state().workers());
    }

    /** A listener that notes the end of the scheduler, and tells this one everything. */
    public WorkerFleet.Listener around(WorkerFleet.Listener listener) {
        return new WorkerFleet.Listener() {
            @Override
            public void on(FleetEvent event) {
                listener.on(event);
            }

            @Override
            public void halted(Effect.Halt.Reason reason, String message) {
                note(reason, message);
                listener.halted(reason, message);
            }
        };
    }

    private synchronized void note(Effect.Halt.Reason reason, String message) {
        halted = Optional.of(new FleetStatus.Halt(clock.instant(), reason.name(), message));
    }

    @Override
    public synchronized void stepped(Instant now, Input input, List<Effect> effects) {
        if (master.on(now, input)) {
            offers.clear();
        }
        onInput(now, input);
        effects.forEach(effect -> onEffect(now, effect));
    }

    @Override
    public synchronized void noted(Instant now, Insight insight) {
        if (insight instanceof Insight.WorkerMoved moved) {
            workers.moved(now, moved);
        } else if (insight instanceof Insight.AgentFailed failure) {
            agents.failed(now, failure);
        } else if (insight instanceof Insight.ProfileFailed failure) {
            budgets.failed(now, failure);
        } else if (insight instanceof Insight.LaunchesPaused paused) {
            budgets.paused(paused);
        } else {
            onExplained((Insight.Explained) insight);
        }
    }

    private void onExplained(Insight.Explained explained) {
        explained
                .whyNot()
                .ifPresentOrElse(tree -> trees.put(explained.profile(), tree), () -> trees.remove(explained.profile()));
    }

    /** What is known at this moment; {@code counters} are those of the loop. */
    synchronized FleetStatus.Leadership leadership(Instant now, Map<String, Long> counters) {
        return new FleetStatus.Leadership(
                epoch,
                since,
                halted,
                master.master(),
                master.reconciliation(),
                budgets.budgets(now, counters),
                wishes.values().stream().map(this::profile).toList(),
                workers.states(),
                workers.workers(),
                workers.ended(),
                offers.offers(),
                agents.agents(now),
                counters);
    }

    private FleetStatus.Profile profile(Wish wish) {
        var profile = wish.profile();
        var present = workers.counted(profile.name());
        var resources = new LinkedHashMap<String, String>();
        profile.scalars().forEach((name, amount) -> resources.put(name, amount.toString()));
        return new FleetStatus.Profile(
                profile.name(),
                resources,
                profile.ports(),
                wish.count(),
                present,
                Math.max(0, wish.count() - present),
                explanations.getOrDefault(profile.name(), ""),
                Optional.ofNullable(trees.get(profile.name())));
    }

    private void onInput(Instant now, Input input) {
        if (input instanceof Input.Offers in) {
            offers.add(now, in.offers());
        } else if (input instanceof Input.Rescinded in) {
            offers.remove(List.of(in.offer()));
        } else if (input instanceof Input.WorkersDeclared in) {
            wishes.put(in.profile().name(), new Wish(in.profile(), in.count()));
        } else if (input instanceof Input.WorkerReleased in) {
            workers.find(in.worker()).filter(WorkerLog::isCounted).ifPresent(this::wishForOneLess);
        } else if (input instanceof Input.WorkerRegistered in) {
            workers.find(in.worker()).ifPresent(WorkerLog::register);
        }
    }

    private void wishForOneLess(WorkerLog released) {
        wishes.computeIfPresent(
                released.record().profile(), (name, wish) -> new Wish(wish.profile(), Math.max(0, wish.count() - 1)));
    }

    private void onEffect(Instant now, Effect effect) {
        if (master.on(now, effect)) {
            offers.clear();
        }
        if (effect instanceof Effect.Send send) {
            onCall(send.call());
        } else if (effect instanceof Effect.Persist persist) {
            onChange(now, persist.change());
        } else if (effect instanceof Effect.NotifyClient tell
                && tell.event() instanceof FleetEvent.WorkerTerminated gone) {
            workers.on(now, gone);
        } else if (effect instanceof Effect.Explain explain) {
            explanations.put(explain.profile(), explain.text());
        } else if (effect instanceof Effect.SetTimer timer && isBackOff(timer.key())) {
            budgets.nextLaunch(Optional.of(timer.at()));
        } else if (effect instanceof Effect.CancelTimer timer && isBackOff(timer.key())) {
            budgets.nextLaunch(Optional.empty());
        }
    }

    private static boolean isBackOff(TimerKey key) {
        return key.kind() == TimerKey.Kind.BACK_OFF_OVER;
    }

    private void onChange(Instant now, StoreChange change) {
        workers.on(now, change);
        if (change instanceof StoreChange.RemoveWorker gone) {
            master.gone(gone.task());
        }
    }

    private void onCall(Call call) {
        if (call instanceof Call.Accept accept) {
            offers.remove(accept.offers());
        } else if (call instanceof Call.Decline decline) {
            offers.remove(decline.offers());
        }
    }
}
