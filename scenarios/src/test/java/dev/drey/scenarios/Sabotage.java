/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import dev.drey.harness.simulated.AppmasterUnderTest;
import dev.drey.harness.simulated.Stage;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import dev.drey.store.StoreChange;
import dev.drey.store.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The scheduler with one of its promises broken on purpose, by what is put around it. */
enum Sabotage {
    /** The end of a task is acknowledged when it is heard, and not when it is written down. */
    ACKNOWLEDGES_BEFORE_DURABLE(scheduler -> (now, input) -> {
        var effects = new ArrayList<Effect>();
        ending(input)
                .ifPresent(status -> effects.add(new Effect.Send(new Call.Acknowledge(
                        status.task(),
                        status.agent().orElseThrow(),
                        status.uuid().orElseThrow()))));
        effects.addAll(scheduler.step(now, input));
        return effects;
    }),
    /** Workers are launched while they are still being written down. */
    LAUNCHES_BEFORE_PERSIST(
            scheduler -> new Hasty(scheduler, change -> change instanceof StoreChange.PutWorkers, true)),
    /** The master is not asked what became of the workers. */
    NEVER_RECONCILES(withoutCalls(call -> call instanceof Call.Reconcile)),
    /** A leader that was replaced writes to the store as if it still led. */
    FORGETS_THE_EPOCH(scheduler -> scheduler),
    /** Tasks that are nobody's any more are left running. */
    NEVER_KILLS(withoutCalls(call -> call instanceof Call.Kill)),
    /** Offers are used although the master took them back. */
    IGNORES_RESCINDS(withoutInputs(input -> input instanceof Input.Rescinded)),
    /** A worker that cannot be reached for a moment counts as ended. */
    REPLACES_UNREACHABLE_AT_ONCE(withState(TaskState.UNREACHABLE, TaskState.GONE)),
    /** The answer to a launch is not waited for: every ACCEPT is sent twice. */
    ACCEPTS_TWICE(scheduler -> (now, input) -> {
        var effects = new ArrayList<Effect>();
        scheduler.step(now, input).forEach(effect -> {
            effects.add(effect);
            if (isCall(effect, call -> call instanceof Call.Accept)) {
                effects.add(effect);
            }
        });
        return effects;
    }),
    /** Offers without use are kept for better times. */
    HOARDS_OFFERS(withoutCalls(call -> call instanceof Call.Decline)),
    /** Updates are taken and not acknowledged. */
    NEVER_ACKNOWLEDGES(withoutCalls(call -> call instanceof Call.Acknowledge)),
    /** The framework id is not written down, so that each start is a new framework. */
    FORGETS_ITS_FRAMEWORK_ID(
            scheduler -> new Hasty(scheduler, change -> change instanceof StoreChange.PutFrameworkId, false)),
    /** Offers are not asked for again once there was no use for them. */
    NEVER_REVIVES(withoutCalls(call -> call instanceof Call.Revive)),
    /** A worker that ended is not written off. */
    NEVER_FORGETS(scheduler -> new Hasty(scheduler, change -> change instanceof StoreChange.RemoveWorker, false)),
    /** Announced maintenance is not heard of. */
    IGNORES_MAINTENANCE(withoutInputs(input -> input instanceof Input.InverseOffers));

    private final UnaryOperator<Stepper> around;

    Sabotage(UnaryOperator<Stepper> around) {
        this.around = around;
    }

    /** The same stage with the sabotaged scheduler on it. */
    Stage on(Stage stage) {
        var framework = new AppmasterUnderTest(
                stage.fleet(), (settings, opened) -> around.apply(new Scheduler(settings, opened)::step));
        return stage.with(this == FORGETS_THE_EPOCH ? new UnfencedFramework<StoredState>(framework) : framework);
    }

    private static Optional<TaskStatus> ending(Input input) {
        return input instanceof Input.StatusUpdate update
                ? Optional.of(update.status())
                        .filter(status ->
                                status.state().isTerminal() && status.uuid().isPresent())
                : Optional.empty();
    }

    private static boolean isCall(Effect effect, Predicate<Call> kind) {
        return effect instanceof Effect.Send send && kind.test(send.call());
    }

    private static UnaryOperator<Stepper> withoutCalls(Predicate<Call> kind) {
        return scheduler -> (now, input) -> scheduler.step(now, input).stream()
                .filter(effect -> !isCall(effect, kind))
                .toList();
    }

    private static UnaryOperator<Stepper> withoutInputs(Predicate<Input> kind) {
        return scheduler -> (now, input) -> kind.test(input) ? List.of() : scheduler.step(now, input);
    }

    private static UnaryOperator<Stepper> withState(TaskState real, TaskState told) {
        return scheduler -> (now, input) -> scheduler.step(
                now,
                input instanceof Input.StatusUpdate update && update.status().state() == real
                        ? new Input.StatusUpdate(withState(update.status(), told))
                        : input);
    }

    private static TaskStatus withState(TaskStatus status, TaskState told) {
        return new TaskStatus(
                status.task(),
                told,
                status.source(),
                status.reason(),
                status.message(),
                status.agent(),
                status.uuid(),
                status.timestamp());
    }

    /** Takes some writes for durable as soon as they are begun, or does not write at all. */
    private static final class Hasty implements Stepper {
        private final Stepper scheduler;
        private final Predicate<StoreChange> kind;
        private final boolean writes;
        private final Set<Long> answered = new LinkedHashSet<>();

        Hasty(Stepper scheduler, Predicate<StoreChange> kind, boolean writes) {
            this.scheduler = scheduler;
            this.kind = kind;
            this.writes = writes;
        }

        @Override
        public List<Effect> step(Instant now, Input input) {
            boolean known = input instanceof Input.Persisted done && answered.contains(done.ticket())
                    || input instanceof Input.PersistFailed failed && answered.contains(failed.ticket());
            return known ? List.of() : expanded(now, scheduler.step(now, input));
        }

        private List<Effect> expanded(Instant now, List<Effect> effects) {
            var all = new ArrayList<Effect>();
            for (Effect effect : effects) {
                if (effect instanceof Effect.Persist persist && kind.test(persist.change())) {
                    answered.add(persist.ticket());
                    all.addAll(expanded(now, scheduler.step(now, new Input.Persisted(persist.ticket()))));
                    if (writes) {
                        all.add(effect);
                    }
                } else {
                    all.add(effect);
                }
            }
            return all;
        }
    }
}
