/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many frameworks and tasks a master remembers after their end. */
@Tag("unit")
class CompletedMemoryTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName("C411 no more completed frameworks are kept than asked for; a forgotten id can be used again")
    void keepsSoManyFrameworks(int limit) {
        var cluster = new TestCluster(
                MasterConfig.builder().maxCompletedFrameworks(limit).build());
        var first = cluster.subscribed();
        var last = cluster.subscribed();

        first.call(Call.Type.TEARDOWN);
        last.call(Call.Type.TEARDOWN);

        assertThat(cluster.master().view().completedFrameworks())
                .extracting(framework -> framework.info().getId())
                .isEqualTo(List.of(last.id()).subList(0, limit));
        first.subscribe();
        cluster.settle();
        assertThat(first.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName("C411 no more completed tasks of a framework are kept than asked for")
    void keepsSoManyTasks(int limit) {
        var cluster = new TestCluster(
                MasterConfig.builder().maxCompletedTasksPerFramework(limit).build());
        var agent = cluster.agent("cpus:4;mem:1024");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t1", offer, "cpus:1"), task("t2", offer, "cpus:1"));

        scheduler.acknowledge(agent.update("t1", TaskState.TASK_FINISHED));
        scheduler.acknowledge(agent.update("t2", TaskState.TASK_FINISHED));

        assertThat(cluster.master().view().frameworks().get(0).completedTasks())
                .extracting(task -> task.info().getTaskId().getValue())
                .isEqualTo(List.of("t2").subList(0, limit));
    }
}
