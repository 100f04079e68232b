/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WorkerLifeCycleTest {
    /** What only this side causes, so that it cannot happen in other states than these. */
    private static final Map<TaskEvent, Set<WorkerState>> OWN = Map.of(
            TaskEvent.LAUNCH_SENT, EnumSet.of(WorkerState.PLACED),
            TaskEvent.LAUNCH_TIMEOUT, EnumSet.of(WorkerState.LAUNCHING),
            TaskEvent.REPLACE_DUE, EnumSet.of(WorkerState.UNREACHABLE),
            TaskEvent.EXPUNGE_DUE,
                    EnumSet.of(
                            WorkerState.UNREACHABLE, WorkerState.RELEASING, WorkerState.KILLING, WorkerState.CONDEMNED),
            TaskEvent.RELEASE_STORED, EnumSet.of(WorkerState.RELEASING, WorkerState.ENDING),
            TaskEvent.KILL_RETRY, EnumSet.of(WorkerState.KILLING, WorkerState.ENDING),
            TaskEvent.END_STORED, EnumSet.of(WorkerState.ENDING));

    private static final Path SOURCE = Path.of("src/main/java/dev/drey/scheduler/WorkerLifeCycle.java");
    private static final Map<WorkerState, String> HEADS = Map.of(WorkerState.UNREACHABLE, "UNREACH.");
    private static final Map<WorkerLifeCycle.Doing, String> SIGNS = Map.of(
            WorkerLifeCycle.Doing.NOTHING, "",
            WorkerLifeCycle.Doing.ASK, "?",
            WorkerLifeCycle.Doing.STORE_RELEASE, "+",
            WorkerLifeCycle.Doing.STORE_GIVING_UP, "*",
            WorkerLifeCycle.Doing.KILL, "!",
            WorkerLifeCycle.Doing.KILL_LATER, "^",
            WorkerLifeCycle.Doing.STOP_KILLING, "~",
            WorkerLifeCycle.Doing.STORE_END, "=",
            WorkerLifeCycle.Doing.FORGET, "#");
    private static final Set<WorkerState> GONERS =
            EnumSet.of(WorkerState.RELEASING, WorkerState.KILLING, WorkerState.CONDEMNED, WorkerState.ENDING);

    @Test
    void everyPairIsListedUnlessItIsImpossible() {
        var surprises = new ArrayList<String>();
        for (var state : WorkerState.values()) {
            for (var event : TaskEvent.values()) {
                if (WorkerLifeCycle.next(state, event).isPresent() != isPossible(state, event)) {
                    surprises.add(state + " on " + event);
                }
            }
        }

        assertThat(surprises).isEmpty();
    }

    private static boolean isPossible(WorkerState state, TaskEvent event) {
        if (OWN.containsKey(event)) {
            return OWN.get(event).contains(state);
        }
        return state != WorkerState.PLACED || event == TaskEvent.DISCONNECTED;
    }

    @Test
    void everyTaskStateIsAnEvent() {
        for (var taskState : TaskState.values()) {
            var event = TaskEvent.of(
                    UpdateBuilder.update("w-1").in(taskState).input().status());

            assertThat(event.name()).isEqualTo(taskState == TaskState.KILLING ? "BEING_KILLED" : taskState.name());
        }
    }

    @Test
    void everyTerminalTaskStateEndsEveryLaunchedWorker() {
        var launched = EnumSet.complementOf(EnumSet.of(WorkerState.PLACED, WorkerState.ENDING));
        for (var state : launched) {
            for (var taskState : TaskState.values()) {
                var event = TaskEvent.of(
                        UpdateBuilder.update("w-1").in(taskState).input().status());
                var next = WorkerLifeCycle.next(state, event).orElseThrow();

                var ends = taskState.isTerminal() || taskState == TaskState.UNKNOWN && GONERS.contains(state);
                assertThat(next.next() == WorkerState.ENDING)
                        .as(state + " on " + event)
                        .isEqualTo(ends);
                assertThat(next.doing() == WorkerLifeCycle.Doing.STORE_END)
                        .as(state + " on " + event)
                        .isEqualTo(ends);
            }
        }
    }

    @Test
    void aReleasedWorkerNeverComesBackToLife() {
        for (var state : GONERS) {
            for (var event : TaskEvent.values()) {
                WorkerLifeCycle.next(state, event)
                        .ifPresent(step -> assertThat(GONERS).contains(step.next()));
            }
        }
    }

    @Test
    void onlyAnAnswerOfTheMasterMeansThatItDoesNotKnowTheTask() {
        var answer = UpdateBuilder.update("w-1").in(TaskState.GONE).reconciled();
        var fact = UpdateBuilder.update("w-1").in(TaskState.GONE);

        assertThat(TaskEvent.of(answer.input().status())).isEqualTo(TaskEvent.MISSING);
        assertThat(TaskEvent.of(answer.withUuid("u-1").input().status())).isEqualTo(TaskEvent.GONE);
        assertThat(TaskEvent.of(fact.input().status())).isEqualTo(TaskEvent.GONE);
    }

    @Test
    void theCommentShowsTheTable() throws IOException {
        assertThat(Files.readString(SOURCE)).contains(table());
    }

    private static String table() {
        var text = new StringBuilder(" * <pre>\n");
        text.append(line("", state -> HEADS.getOrDefault(state, state.name())));
        for (var event : TaskEvent.values()) {
            text.append(line(event.name(), state -> WorkerLifeCycle.next(state, event)
                    .map(step -> cell(state, step))
                    .orElse("-")));
        }
        return text.append(" * </pre>\n").toString();
    }

    private static String line(String head, Function<WorkerState, String> cells) {
        var text = new StringBuilder(String.format(Locale.ROOT, " * %-17s", head));
        for (var state : WorkerState.values()) {
            text.append(String.format(Locale.ROOT, "%-11s", cells.apply(state)));
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static String cell(WorkerState from, Transitions.Step<WorkerState, WorkerLifeCycle.Doing> step) {
        var next = step.next() == from
                ? "."
                : HEADS.getOrDefault(step.next(), step.next().name());
        return next + SIGNS.get(step.doing());
    }
}
