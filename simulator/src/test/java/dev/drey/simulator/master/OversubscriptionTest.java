/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that find that more can be used for a while. */
@Tag("unit")
class OversubscriptionTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:2;mem:1024");

    @Test
    @DisplayName("C331 what an estimate finds is offered to frameworks with REVOCABLE_RESOURCES, and can be used")
    void offersRevocableResources() {
        var plain = cluster.subscribed();
        plain.decline(0, plain.offer());
        var scheduler = cluster.subscribed(TestScheduler.with(Capability.Type.REVOCABLE_RESOURCES));
        plain.call(Call.Type.SUPPRESS);
        agent.send(estimate(4));
        cluster.tick();

        assertThat(plain.offers()).allMatch(offer -> revocable(offer) == 0);
        var offer = scheduler.offers().stream()
                .filter(given -> revocable(given) == 4)
                .findFirst()
                .orElseThrow();
        scheduler.launch(offer, task("t", offer, "", it -> it.addResources(cpus(3))));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.task("t")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 8})
    @DisplayName("C410 another estimate: RESCIND of offers with revocable resources, then new ones")
    void anotherEstimateRescinds(double cpus) {
        var scheduler = cluster.subscribed(TestScheduler.with(Capability.Type.REVOCABLE_RESOURCES));
        scheduler.offer();
        agent.send(estimate(4));
        var held = scheduler.offer();

        agent.send(estimate(cpus));
        cluster.tick();

        assertThat(scheduler.rescinds()).containsExactly(held.getId());
        assertThat(revocable(scheduler.offer())).isEqualTo(cpus);
    }

    private static ToMaster.Oversubscribed estimate(double cpus) {
        return new ToMaster.Oversubscribed(List.of(cpus(cpus)));
    }

    private static Resource cpus(double amount) {
        return Resources.parse("cpus:" + amount).toList().get(0).toBuilder()
                .setRevocable(Resource.RevocableInfo.getDefaultInstance())
                .build();
    }

    private static double revocable(Offer offer) {
        return Resources.of(offer.getResourcesList())
                .filter(Resource::hasRevocable)
                .scalar("cpus");
    }
}
