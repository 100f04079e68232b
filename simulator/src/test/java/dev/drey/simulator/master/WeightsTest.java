/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class WeightsTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    @DisplayName("C181 a weight of a role in use rescinds every offer; the next tick divides by the new weights")
    void rebalances() {
        for (int i = 0; i < 3; i++) {
            cluster.agent("cpus:1;mem:100");
        }
        var first = cluster.subscribed(roles("a"));
        var second = cluster.subscribed(roles("b"));
        var offers = first.offers();
        assertThat(offers).hasSize(3);

        assertThat(weigh("b", "2.0")).isEqualTo(200);

        assertThat(first.rescinds())
                .containsExactlyInAnyOrderElementsOf(
                        offers.stream().map(Offer::getId).toList());
        assertThat(second.offers()).isEmpty();
        cluster.tick();
        assertThat(first.offers()).hasSize(1);
        assertThat(second.offers()).hasSize(2);
    }

    @Test
    @DisplayName("a weight of a role that nobody uses rescinds nothing, and survives the master")
    void unusedRolesDisturbNobody() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed(roles("a"));

        assertThat(weigh("unused", "3.0")).isEqualTo(200);

        assertThat(scheduler.rescinds()).isEmpty();
        cluster.failOver();
        assertThat(cluster.master().view().weights()).containsEntry("unused", 3.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"NaN\"", "\"Infinity\""})
    void refusesBadWeights(String weight) {
        assertThat(weigh("a", weight)).isEqualTo(400);
        assertThat(weigh("/bad", "1")).isEqualTo(400);
        assertThat(cluster.master().view().weights()).isEmpty();
    }

    private int weigh(String role, String weight) {
        return cluster.operated("{'type':'UPDATE_WEIGHTS','update_weights':{'weight_infos':[{'role':'" + role
                + "','weight':" + weight + "}]}}");
    }
}
