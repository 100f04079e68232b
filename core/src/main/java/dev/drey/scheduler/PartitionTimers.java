/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import java.time.Duration;
import java.time.Instant;

/** The time that is running for unreachable workers: until they are replaced, and until they are forgotten. */
final class PartitionTimers {
    /* The time until a worker is forgotten runs on when it is replaced, or released, meanwhile. Nothing but news that
     * the task is there again, or that it ended, stops it. */
    private final PartitionSettings settings;
    private final Timers timers;

    PartitionTimers(PartitionSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    void moved(Turn turn, Worker before, WorkerState next, TaskEvent event) {
        var task = before.task();
        if (next != WorkerState.UNREACHABLE) {
            timers.cancel(turn, replace(task));
        } else if (before.state() != WorkerState.UNREACHABLE) {
            turn.count(Metric.WORKERS_UNREACHABLE);
            timers.set(turn, replace(task), turn.now().plus(settings.replaceAfter()));
        }
        if (next == WorkerState.ENDING || event.isPresence()) {
            timers.cancel(turn, expunge(task));
        } else if (event == TaskEvent.UNREACHABLE || next == WorkerState.UNREACHABLE) {
            startExpunging(turn, task);
        }
    }

    private void startExpunging(Turn turn, TaskId task) {
        if (!timers.isSet(expunge(task))) {
            timers.set(turn, expunge(task), turn.now().plus(settings.expungeAfter()));
        }
    }

    void postpone(Turn turn, TimerKey key, Instant until) {
        timers.set(turn, key, until);
    }

    void clear(Turn turn) {
        timers.cancelAll(turn, TimerKey.Kind.REPLACE_DUE);
        timers.cancelAll(turn, TimerKey.Kind.EXPUNGE_DUE);
    }

    String replacing() {
        return "its agent has been unreachable or unknown for " + seconds(settings.replaceAfter());
    }

    String expunging() {
        return "forgotten, its agent has been unreachable or unknown for " + seconds(settings.expungeAfter());
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    private static TimerKey replace(TaskId task) {
        return new TimerKey(TimerKey.Kind.REPLACE_DUE, task.value());
    }

    private static TimerKey expunge(TaskId task) {
        return new TimerKey(TimerKey.Kind.EXPUNGE_DUE, task.value());
    }
}
