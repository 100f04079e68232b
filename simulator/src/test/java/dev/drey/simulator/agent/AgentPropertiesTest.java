/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.PING_TIMEOUT;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Whatever happens to a task, in whatever order, its updates tell one life that ends once. */
@Tag("unit")
class AgentPropertiesTest {

    enum Step {
        START,
        FAIL_LAUNCH,
        REFUSE,
        EXIT_WELL,
        EXIT_BADLY,
        KILL,
        SHUTDOWN_EXECUTOR,
        DISCONNECT,
        REREGISTER,
        HEAR,
        SECOND,
        MINUTE
    }

    @Property(tries = 400)
    void aTaskHasOneLifeAndOneEnd(@ForAll @Size(max = 25) List<Step> steps) {
        var life = new Life();

        steps.forEach(life::take);
        life.finish();

        var states = life.told.stream().map(TaskStatus::getState).toList();
        assertThat(states).doesNotHaveDuplicates();
        assertThat(states.subList(0, states.size() - 1)).noneMatch(States::isTerminal);
        assertThat(states.get(states.size() - 1)).matches(States::isTerminal);
        assertThat(states)
                .isSubsetOf(
                        TaskState.TASK_STARTING,
                        TaskState.TASK_RUNNING,
                        TaskState.TASK_KILLING,
                        TaskState.TASK_FINISHED,
                        TaskState.TASK_FAILED,
                        TaskState.TASK_KILLED,
                        TaskState.TASK_LOST);
        assertThat(life.rig.agent.view().frameworks()).isEmpty();
    }

    /** One task on one agent. */
    private static final class Life {
        private final AgentRig rig = AgentRig.registered();
        private final List<TaskStatus> told = new ArrayList<>();
        private final LinkedHashSet<Object> uuids = new LinkedHashSet<>();
        private boolean started;
        private boolean over;

        Life() {
            var limit = DurationInfo.newBuilder()
                    .setNanoseconds(Duration.ofMinutes(3).toNanos());
            rig.run(task("t1").setMaxCompletionTime(limit).build(), Capability.Type.TASK_KILLING_STATE);
        }

        private void take(Step step) {
            var events = rig.containers.of("t1").events;
            var undecided = !started && !over;
            switch (step) {
                case START -> once(undecided, () -> started = true, events::started);
                case FAIL_LAUNCH -> once(undecided, () -> over = true, () -> events.launchFailed("no"));
                case REFUSE -> once(undecided, () -> over = true, () -> events.refused("no"));
                case EXIT_WELL -> once(started && !over, () -> over = true, () -> events.exited(0));
                case EXIT_BADLY -> once(started && !over, () -> over = true, () -> events.exited(256));
                case KILL -> killUnlessCompleted();
                case SHUTDOWN_EXECUTOR ->
                    rig.tell(new ToAgent.ShutdownExecutor(
                            AgentRig.FRAMEWORK,
                            ExecutorID.newBuilder().setValue("t1").build()));
                case DISCONNECT -> rig.tell(new ToAgent.Ping(false));
                case REREGISTER -> rig.tell(new ToAgent.Reregistered(AGENT, PING_TIMEOUT, ToAgent.Missing.NOTHING));
                case HEAR -> hear();
                case SECOND -> rig.advance(1);
                case MINUTE -> rig.advance(60);
            }
            over |= rig.containers.of("t1").destroyed;
        }

        private static void once(boolean possible, Runnable remember, Runnable event) {
            if (possible) {
                remember.run();
                event.run();
            }
        }

        /* The master itself answers a kill of a task whose end was acknowledged. */
        private void killUnlessCompleted() {
            if (told.stream().map(TaskStatus::getState).noneMatch(States::isTerminal)) {
                rig.kill("t1");
            }
        }

        private void hear() {
            for (var update : rig.heard(ToMaster.Update.class)) {
                if (uuids.add(update.status().getUuid())) {
                    told.add(update.status());
                }
                rig.acknowledge("t1", update.status().getUuid());
            }
        }

        private void finish() {
            take(Step.REREGISTER);
            take(Step.START);
            take(Step.EXIT_BADLY);
            for (int i = 0; i < 6; i++) {
                hear();
            }
            rig.advance(2);
        }
    }
}
