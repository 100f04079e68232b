/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.destroy;
import static dev.drey.simulator.master.TestOperations.withId;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A volume that several tasks, and several frameworks of its role, may use at once. */
@Tag("unit")
class SharedVolumesTest {
    private static final Resource VOLUME = TestOperations.volume("v").toBuilder()
            .setShared(SharedInfo.getDefaultInstance())
            .build();

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent =
            cluster.agentWith(Resources.parse("cpus:4;mem:1024").plus(Resources.of(VOLUME)));

    @Test
    @DisplayName("C149 who destroys a shared volume takes it from the offers of others")
    void destroyRescindsOtherOffers() {
        var first = sharing();
        var offer = first.offer();
        first.launch(offer, task("t", offer, "cpus:1;mem:64"));
        var second = sharing();
        var ofSecond = second.offer();
        agent.update("t", TaskState.TASK_FINISHED);
        first.call(Call.Type.REVIVE);
        var ofFirst = first.offer();
        assertThat(hasVolume(ofFirst)).isTrue();
        assertThat(hasVolume(ofSecond)).isTrue();

        second.accept(0, List.of(ofSecond), destroy(VOLUME));

        assertThat(first.rescinds()).containsExactly(ofFirst.getId());
        assertThat(Resources.of(agentTotal()).hasShared()).isFalse();
    }

    @Test
    void manyTasksUseIt() {
        var scheduler = sharing();
        var offer = scheduler.offer();

        scheduler.launch(offer, using("t1", offer), using("t2", offer));
        scheduler.acknowledge(agent.update("t1", TaskState.TASK_FINISHED));
        cluster.tick();

        assertThat(scheduler.updates()).extracting(status -> status.getState()).containsOnly(TaskState.TASK_FINISHED);
        assertThat(agent.task("t2")).isPresent();
        scheduler.call(Call.Type.REVIVE);
        var again = scheduler.offers();
        assertThat(again).anyMatch(SharedVolumesTest::hasVolume);
        scheduler.accept(0, again, withId("op", destroy(VOLUME)));
        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getState())
                .containsExactly(OperationState.OPERATION_ERROR);
    }

    @Test
    void isNotShownToFrameworksThatShareNothing() {
        assertThat(hasVolume(cluster.subscribed(TestScheduler.roles("ads")).offer()))
                .isFalse();
    }

    @Test
    void countsOnceInTheShareOfItsUser() {
        var scheduler = sharing();
        var offer = scheduler.offer();

        scheduler.launch(offer, using("t1", offer), using("t2", offer));

        assertThat(cluster.metric("allocator/mesos/roles/ads/shares/dominant")).isEqualTo(1.0);
    }

    private TestScheduler sharing() {
        return cluster.subscribed(info -> TestScheduler.with(Capability.Type.SHARED_RESOURCES)
                .apply(TestScheduler.roles("ads").apply(info)));
    }

    private List<Resource> agentTotal() {
        return cluster.master().view().agents().get(0).total();
    }

    private static TaskInfo using(String id, Offer offer) {
        return task(id, offer, "cpus:1;mem:64", it -> it.addResources(VOLUME));
    }

    private static boolean hasVolume(Offer offer) {
        return Resources.of(offer.getResourcesList()).hasShared();
    }
}
