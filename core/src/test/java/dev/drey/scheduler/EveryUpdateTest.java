/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.worker;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every task state of Mesos, told in every way, reaches a worker in every state. */
@Tag("unit")
class EveryUpdateTest {

    /** A scheduler with a worker in some state, and the write it waits for. */
    private record Situation(Story core, String task, Optional<Long> ticket) {}

    private static Situation inState(WorkerState state) {
        return switch (state) {
            case PLACED -> {
                var core = core().declared(1).subscribed();
                yield waiting(core, "w-1-1", core.on(offers(offer("o-1", "a-1"))));
            }
            case LAUNCHING -> new Situation(core().launching(), "w-1-1", Optional.empty());
            case UNCERTAIN ->
                new Situation(core().declared(1).withRecovered(worker("w-1")).subscribed(), "w-1", Optional.empty());
            case LIVE -> new Situation(live(), "w-1", Optional.empty());
            case UNREACHABLE -> new Situation(thenUnreachable(live()), "w-1", Optional.empty());
            case RELEASING -> {
                var core = live();
                yield waiting(core, "w-1", core.on(release()));
            }
            case KILLING -> new Situation(killing(), "w-1", Optional.empty());
            case CONDEMNED -> new Situation(thenUnreachable(killing()), "w-1", Optional.empty());
            case ENDING -> {
                var core = live();
                yield waiting(core, "w-1", core.on(update("w-1").failed().input()));
            }
        };
    }

    private static Situation waiting(Story core, String task, List<Effect> effects) {
        return new Situation(
                core, task, Optional.of(Story.persists(effects).get(0).ticket()));
    }

    private static Story live() {
        return core().declared(1).withLiveWorker("w-1").subscribed();
    }

    private static Story killing() {
        var core = live();
        core.told(release());
        return core;
    }

    private static Story thenUnreachable(Story core) {
        core.told(update("w-1")
                .in(TaskState.UNREACHABLE)
                .byMaster("AGENT_REMOVED")
                .input());
        return core;
    }

    private static Input release() {
        return new Input.WorkerReleased(new TaskId("w-1"));
    }

    private static List<UpdateBuilder> ways(String task, TaskState state) {
        return List.of(
                update(task).in(state),
                update(task).in(state).withUuid("u-1"),
                update(task).in(state).byMaster("AGENT_REMOVED"),
                update(task).in(state).reconciled());
    }

    @ParameterizedTest
    @EnumSource(WorkerState.class)
    void d22EveryTaskStateIsKnownInEveryStateOfAWorker(WorkerState state) {
        for (var taskState : TaskState.values()) {
            for (var way = 0; way < 4; way++) {
                var situation = inState(state);
                var update = ways(situation.task(), taskState).get(way).input();

                situation.core().told(update);

                var isUnlisted = situation.core().everything().contains(new Effect.Count(Metric.UNLISTED_TRANSITIONS));
                assertThat(situation.core().everything()).noneMatch(Effect.Halt.class::isInstance);
                assertThat(isUnlisted).as("%s on %s", state, update).isEqualTo(state == WorkerState.PLACED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WorkerState.class)
    void whatHasAUuidIsAcknowledgedOnceAndNothingElseIs(WorkerState state) {
        for (var taskState : TaskState.values()) {
            for (var way = 0; way < 4; way++) {
                var situation = inState(state);
                var update = ways(situation.task(), taskState).get(way).input();

                var effects = new ArrayList<>(situation.core().told(update));
                situation
                        .ticket()
                        .ifPresent(ticket -> effects.addAll(situation.core().told(new Input.Persisted(ticket))));

                var expected = update.status().uuid().map(uuid -> Story.acknowledge(situation.task(), uuid)).stream();
                assertThat(effects)
                        .as("%s on %s", state, update)
                        .filteredOn(
                                effect -> effect instanceof Effect.Send send && send.call() instanceof Call.Acknowledge)
                        .containsExactlyElementsOf(expected.toList());
            }
        }
    }
}
