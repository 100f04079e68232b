/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DeterminismTest {

    @Test
    void equalSeedsGiveEqualHistories() {
        assertThat(history()).isEqualTo(history());
    }

    private static List<String> history() {
        var cluster = new TestCluster();
        var history = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            cluster.agent("cpus:4;mem:1024;ports:[31000-31010]");
        }
        var first = cluster.subscribed(info -> info.setRole("a"));
        var second = cluster.subscribed(info -> info.setRole("b"));
        for (int i = 0; i < 20; i++) {
            for (Offer offer : first.offers()) {
                history.add(offer.toString());
                var id = "t" + i + offer.getAgentId().getValue();
                first.accept(0, List.of(offer), TestTasks.launch(task(id, offer, "cpus:0.2;mem:1")));
                cluster.agents().stream()
                        .filter(agent -> agent.id().equals(offer.getAgentId()))
                        .forEach(agent -> agent.update(id, TaskState.TASK_RUNNING));
            }
            for (Offer offer : second.offers()) {
                history.add(offer.toString());
                second.decline(0, offer);
            }
            cluster.tick();
        }
        cluster.agents().get(3).silent();
        cluster.advance(Duration.ofMinutes(2));
        first.updates().forEach(status -> history.add(status.toString()));
        history.add(cluster.master().view().metrics().toString());
        return history;
    }
}
