/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Silent agents with a limit of one removal in ten minutes. */
@Tag("unit")
class RemovalLimitTest {
    private static final Duration UNTIL_SILENT = Duration.ofSeconds(91);
    private static final Duration TURN = Duration.ofMinutes(10);

    private final TestCluster cluster = new TestCluster(
            MasterConfig.builder().agentRemovalRateLimit(1, TURN).build());

    @Test
    @DisplayName("C265 an agent that answers before its turn has come is not removed, and nobody hears of it")
    void anAnswerCancelsTheRemoval() {
        var first = cluster.agent("cpus:1;mem:64").silent();
        var second = cluster.agent("cpus:1;mem:64").silent();
        var scheduler = cluster.subscribed();
        cluster.advance(UNTIL_SILENT);
        assertThat(scheduler.failures()).containsExactly(first.id());

        second.talkative();
        cluster.advance(TURN.multipliedBy(2));

        assertThat(scheduler.failures()).isEmpty();
        assertThat(cluster.metric("master/slave_unreachable_scheduled")).isEqualTo(2);
        assertThat(cluster.metric("master/slave_unreachable_canceled")).isEqualTo(1);
        assertThat(cluster.metric("master/slave_unreachable_completed")).isEqualTo(1);
        assertThat(cluster.metric("master/slaves_active")).isEqualTo(1);
    }

    @Test
    @DisplayName("C405 agents missing after a failover are removed one by one, those that register meanwhile are not")
    void removesMissingAgentsOneByOne() {
        var first = cluster.agent("cpus:1;mem:64");
        var second = cluster.agent("cpus:1;mem:64");
        var third = cluster.agent("cpus:1;mem:64");
        var scheduler = cluster.subscribed();
        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();

        cluster.advance(Duration.ofMinutes(10));
        assertThat(scheduler.failures()).containsExactly(first.id());
        second.reregister();
        cluster.advance(TURN);
        assertThat(scheduler.failures()).isEmpty();
        cluster.advance(TURN);

        assertThat(scheduler.failures()).containsExactly(third.id());
    }

    @Test
    void eachWaitsItsTurn() {
        var first = cluster.agent("cpus:1;mem:64").silent();
        var second = cluster.agent("cpus:1;mem:64").silent();
        var scheduler = cluster.subscribed();
        cluster.advance(UNTIL_SILENT);
        assertThat(scheduler.failures()).containsExactly(first.id());

        cluster.advance(TURN);

        assertThat(scheduler.failures()).containsExactly(second.id());
    }
}
