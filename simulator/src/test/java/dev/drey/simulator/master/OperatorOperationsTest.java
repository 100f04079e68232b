/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OperatorOperationsTest {
    private static final String CPU =
            "{'name':'cpus','type':'SCALAR','scalar':{'value':1},'reservations':[{'type':'DYNAMIC','role':'a'}]}";
    private static final String VOLUME = "{'name':'disk','type':'SCALAR','scalar':{'value':10},"
            + "'reservations':[{'type':'STATIC','role':'a'}],"
            + "'disk':{'persistence':{'id':'v'},'volume':{'mode':'RW','container_path':'p'}}}";

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:2;mem:100;disk(a):10");

    @Test
    @DisplayName("an operator's reservation takes offers back, and unreserving returns the resources")
    void reservesAndUnreserves() {
        var scheduler = cluster.subscribed(roles("a"));
        var before = scheduler.offer();

        assertThat(operate("RESERVE_RESOURCES", "'resources':[" + CPU + "]")).isEqualTo(202);

        assertThat(scheduler.rescinds()).containsExactly(before.getId());
        cluster.tick();
        var reserved = Resources.of(scheduler.offer().getResourcesList()).unallocated();
        assertThat(reserved.filter(kind -> kind.getReservationsCount() > 0).scalar("cpus"))
                .isEqualTo(1);
        assertThat(reserved.scalar("cpus")).isEqualTo(2);
        assertThat(agent.take(ApplyOperation.class)).hasSize(1);
        assertThat(operate("UNRESERVE_RESOURCES", "'resources':[" + CPU + "]")).isEqualTo(202);
        assertThat(cluster.master().view().agents().get(0).total()).hasSize(3);
    }

    @Test
    @DisplayName("an operator creates and destroys a volume")
    void createsAndDestroysVolumes() {
        assertThat(operate("CREATE_VOLUMES", "'volumes':[" + VOLUME + "]")).isEqualTo(202);
        assertThat(operate("CREATE_VOLUMES", "'volumes':[" + VOLUME + "]")).isEqualTo(400);

        assertThat(cluster.master().view().agents().get(0).total())
                .anyMatch(resource -> resource.getDisk().hasPersistence());
        assertThat(operate("DESTROY_VOLUMES", "'volumes':[" + VOLUME + "]")).isEqualTo(202);
        assertThat(operate("DESTROY_VOLUMES", "'volumes':[" + VOLUME + "]")).isEqualTo(400);
    }

    @Test
    @DisplayName("what tasks use cannot be reserved: 409; what is not well formed: 400")
    void refusesWhatItCannot() {
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        scheduler.accept(List.of(offer), TestTasks.launch(task("t", offer, "cpus:2")));

        assertThat(operate("RESERVE_RESOURCES", "'resources':[" + CPU + "]")).isEqualTo(409);
        assertThat(operate("RESERVE_RESOURCES", "'resources':[]")).isEqualTo(400);
        assertThat(operate("RESERVE_RESOURCES", "'resources':[" + CPU.replace("DYNAMIC", "STATIC") + "]"))
                .isEqualTo(400);
        assertThat(cluster.operated("{'type':'RESERVE_RESOURCES','reserve_resources':{'agent_id':{'value':'x'},"
                        + "'resources':[" + CPU + "]}}"))
                .isEqualTo(400);
    }

    private int operate(String type, String what) {
        var field = type.toLowerCase(Locale.ROOT);
        return cluster.operated("{'type':'" + type + "','" + field + "':{'agent_id':{'value':'"
                + agent.id().getValue() + "'}," + what + "}}");
    }
}
