/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks that are to be killed: workers that were released, and strays, tasks of ours that no record tells of.
 *
 * <p>A kill is repeated with growing pauses until {@link #done}, and at once after each subscription.
 */
final class Kills {
    /* The master forgets a kill of an unreachable task, and any kill when it fails over, so nothing but an end
     * counts. */
    private final BackOff pauses;
    private final Timers timers;
    private final Subscription subscription;
    private final Map<TaskId, Target> targets = new LinkedHashMap<>();

    private record Target(Optional<AgentId> agent, int attempts) {}

    Kills(BackOff pauses, Timers timers, Subscription subscription) {
        this.pauses = pauses;
        this.timers = timers;
        this.subscription = subscription;
    }

    /** Remembers it without sending anything yet. */
    void expect(TaskId task, AgentId agent) {
        targets.put(task, new Target(Optional.of(agent), 0));
    }

    void kill(Turn turn, TaskId task, Optional<AgentId> agent) {
        var before = targets.get(task);
        var attempts = before == null ? 0 : before.attempts();
        var known = agent.or(() -> before == null ? Optional.empty() : before.agent());
        targets.put(task, new Target(known, attempts + 1));
        if (subscription.isSubscribed()) {
            subscription.send(turn, new Call.Kill(task, known));
            turn.count(Metric.KILLS_SENT);
            timers.set(turn, key(task), turn.now().plus(pauses.after(attempts)));
        }
    }

    void again(Turn turn, TaskId task) {
        if (targets.containsKey(task)) {
            kill(turn, task, Optional.empty());
        }
    }

    void done(Turn turn, TaskId task) {
        if (targets.remove(task) != null) {
            timers.cancel(turn, key(task));
        }
    }

    void subscribed(Turn turn) {
        targets.replaceAll((task, target) -> new Target(target.agent(), 0));
        targets.keySet().stream().toList().forEach(task -> again(turn, task));
    }

    void offline(Turn turn) {
        timers.cancelAll(turn, TimerKey.Kind.KILL_RETRY);
    }

    void clear(Turn turn) {
        targets.clear();
        offline(turn);
    }

    private static TimerKey key(TaskId task) {
        return new TimerKey(TimerKey.Kind.KILL_RETRY, task.value());
    }
}
