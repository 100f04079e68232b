/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the master what became of the workers, and asks again, with growing pauses, for those that got no answer.
 *
 * <p>After each subscription and then periodically it asks for all known workers, and for whatever else the master has,
 * so that tasks nobody remembers are found.
 */
final class Reconciliation {
    /* Questions name the agent: without it the master calls an unreachable task unknown. The master is silent about
     * tasks of agents that did not return yet after it failed over, for up to ten minutes; and a question with no
     * tasks named has no end mark, so absence there proves nothing. One round at a time: further tasks join the one
     * under way. */
    private final Timeouts timeouts;
    private final Timers timers;
    private final Subscription subscription;
    private final Fleet fleet;
    private final Set<TaskId> unanswered = new LinkedHashSet<>();
    private int round;

    Reconciliation(Timeouts timeouts, Timers timers, Subscription subscription, Fleet fleet) {
        this.timeouts = timeouts;
        this.timers = timers;
        this.subscription = subscription;
        this.fleet = fleet;
    }

    void all(Turn turn) {
        unanswered.clear();
        timers.cancel(turn, TimerKey.Kind.RECONCILE_RETRY);
        ask(turn, fleet.all().stream().map(Worker::task).toList());
        send(turn, List.of());
        timers.set(turn, TimerKey.Kind.RECONCILE_ALL, turn.now().plus(timeouts.reconcileAll()));
    }

    void ask(Turn turn, Collection<TaskId> tasks) {
        var subjects = subjects(tasks);
        if (!subjects.isEmpty() && subscription.isReady()) {
            subjects.forEach(subject -> unanswered.add(subject.task()));
            send(turn, subjects);
            var key = TimerKey.of(TimerKey.Kind.RECONCILE_RETRY);
            if (!timers.isSet(key)) {
                round = 0;
                timers.set(turn, key, turn.now().plus(timeouts.reconcile().after(round)));
            }
        }
    }

    /** Whether what is known of this worker is not from before the connection. */
    boolean isUpToDate(TaskId task) {
        return subscription.isReady() && !unanswered.contains(task);
    }

    void answered(Turn turn, TaskId task) {
        if (unanswered.remove(task) && unanswered.isEmpty()) {
            timers.cancel(turn, TimerKey.Kind.RECONCILE_RETRY);
        }
    }

    void retry(Turn turn) {
        var subjects = subjects(unanswered);
        unanswered.clear();
        if (!subjects.isEmpty()) {
            subjects.forEach(subject -> unanswered.add(subject.task()));
            send(turn, subjects);
            round++;
            timers.set(
                    turn,
                    TimerKey.Kind.RECONCILE_RETRY,
                    turn.now().plus(timeouts.reconcile().after(round)));
        }
    }

    void offline(Turn turn) {
        unanswered.clear();
        timers.cancel(turn, TimerKey.Kind.RECONCILE_RETRY);
        timers.cancel(turn, TimerKey.Kind.RECONCILE_ALL);
    }

    /* Nothing is asked about workers whose launch was not sent, or whose end is known: an ended task is answered as
     * if it had been lost. */
    private List<Call.Reconcile.Subject> subjects(Collection<TaskId> tasks) {
        return tasks.stream()
                .flatMap(task -> fleet.find(task).stream())
                .filter(worker -> worker.state() != WorkerState.PLACED && worker.state() != WorkerState.ENDING)
                .map(worker -> new Call.Reconcile.Subject(worker.task(), Optional.of(worker.agent())))
                .toList();
    }

    private void send(Turn turn, List<Call.Reconcile.Subject> subjects) {
        subscription.send(turn, new Call.Reconcile(subjects));
        turn.count(Metric.RECONCILIATIONS);
    }
}
