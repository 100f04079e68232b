/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.create;
import static dev.drey.simulator.master.TestOperations.reserve;
import static dev.drey.simulator.master.TestOperations.reserved;
import static dev.drey.simulator.master.TestOperations.unreserve;
import static dev.drey.simulator.master.TestOperations.volume;
import static dev.drey.simulator.master.TestOperations.withId;
import static dev.drey.simulator.master.TestTasks.executor;
import static dev.drey.simulator.master.TestTasks.launch;
import static dev.drey.simulator.master.TestTasks.launchGroup;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ACLs forbid. */
@Tag("unit")
class AuthorizationTest {

    private static TestCluster cluster(String acls) {
        try {
            return new TestCluster(MasterConfig.builder()
                    .acls(Acls.parse(acls.replace('\'', '"')))
                    .build());
        } catch (JsonConversionException e) {
            throw new IllegalArgumentException(acls, e);
        }
    }

    private static TestScheduler of(TestCluster cluster, String principal, String role) {
        return cluster.subscribed(info -> TestScheduler.roles(role).apply(info).setPrincipal(principal));
    }

    @Test
    @DisplayName("C062 a role that the ACLs forbid: ERROR")
    void refusesAForbiddenRole() {
        var cluster = cluster("{'register_frameworks':[{'principals':{'values':['p']},'roles':{'values':['a']}},"
                + "{'principals':{'values':['p']},'roles':{'type':'NONE'}}]}");

        var good = of(cluster, "p", "a");
        assertThat(good.errors()).isEmpty();
        assertThat(of(cluster, "p", "b").errors()).singleElement().asString().contains("'b'");
        assertThat(of(cluster, "other", "b").errors()).isEmpty();
        assertThat(good.change(info -> info.addRoles("b")).updateFramework().status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("C133 one group task that is not authorized: all tasks ERROR, TASK_GROUP_UNAUTHORIZED")
    void refusesAForbiddenUser() {
        var cluster = cluster("{'run_tasks':[{'principals':{'type':'ANY'},'users':{'values':['nobody']}}],"
                + "'permissive':false,'register_frameworks':"
                + "[{'principals':{'type':'ANY'},'roles':{'type':'ANY'}}]}");
        cluster.agent("cpus:4;mem:1024;disk:100");
        var scheduler = of(cluster, "p", "a");
        var offer = scheduler.offer();
        var executor = executor("e", "cpus:0.1;mem:32;disk:1", it -> it.setType(ExecutorInfo.Type.DEFAULT)
                .setFrameworkId(scheduler.id()));

        scheduler.accept(
                0,
                List.of(offer),
                launchGroup(executor, task("g1", offer, "cpus:1;mem:10"), asRoot("g2", offer)),
                launch(asRoot("t1", offer), task("t2", offer, "cpus:1;mem:10")));

        assertThat(scheduler.updates())
                .allMatch(status -> status.getState() == TaskState.TASK_ERROR)
                .extracting(status -> status.getTaskId().getValue() + " " + status.getReason())
                .containsExactly(
                        "g1 " + TaskStatus.Reason.REASON_TASK_GROUP_UNAUTHORIZED,
                        "g2 " + TaskStatus.Reason.REASON_TASK_GROUP_UNAUTHORIZED,
                        "t1 " + TaskStatus.Reason.REASON_TASK_UNAUTHORIZED);
    }

    @Test
    @DisplayName("C137 an operation that is not authorized is skipped; the others take effect and the task runs")
    void skipsForbiddenOperations() {
        var cluster = cluster("{'unreserve_resources':[{'principals':{'values':['p']},"
                + "'reserver_principals':{'type':'NONE'}}],"
                + "'create_volumes':[{'principals':{'type':'ANY'},'roles':{'type':'NONE'}}]}");
        var kept = owned(reserved("mem:64", "ads"));
        var agent =
                cluster.agentWith(Resources.parse("cpus:4;mem:1024;disk:200").plus(Resources.of(kept)));
        var scheduler = of(cluster, "p", "ads");
        var offer = scheduler.offer();
        var cpus = owned(reserved("cpus:1", "ads"));

        scheduler.accept(
                0,
                List.of(offer),
                withId("op", unreserve(kept)),
                reserve(cpus),
                withId("op2", create(volume("v"))),
                launch(task("t", offer, "mem:64", it -> it.addResources(cpus))));

        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getState())
                .containsExactly(OperationState.OPERATION_ERROR, OperationState.OPERATION_ERROR);
        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.task("t")).isPresent();
        var total = Resources.of(cluster.master().view().agents().get(0).total());
        assertThat(total.contains(Resources.of(kept, cpus))).isTrue();
    }

    @Test
    @DisplayName("C087 an operator who may not tear a framework down: 403")
    void refusesAForbiddenTeardown() {
        var cluster = cluster("{'teardown_frameworks':[{'principals':{'values':['boss']},"
                + "'framework_principals':{'values':['p']}},"
                + "{'principals':{'type':'NONE'},'framework_principals':{'values':['p']}}]}");
        var scheduler = of(cluster, "p", "a");

        assertThat(cluster.master()
                        .teardown(scheduler.id(), Optional.of("clerk"))
                        .status())
                .isEqualTo(403);
        assertThat(cluster.operated("{'type':'TEARDOWN','teardown':{'framework_id':{'value':'"
                        + scheduler.id().getValue() + "'}}}"))
                .isEqualTo(403);
        assertThat(cluster.master().teardown(scheduler.id(), Optional.of("boss")))
                .isEqualTo(Answer.OK);
    }

    @Test
    void saysWhatIsWrongWithARule() {
        assertThatThrownBy(() -> Acls.parse("{\"run_tasks\":[{\"principals\":{\"type\":\"ANY\"}}]}"))
                .isInstanceOf(JsonConversionException.class)
                .hasMessageContaining("'users'");
    }

    private static TaskInfo asRoot(String id, Offer offer) {
        return task(id, offer, "cpus:1;mem:10", it -> {
            it.getCommandBuilder().setUser("root");
            return it;
        });
    }

    private static Resource owned(Resource reserved) {
        var owned = reserved.toBuilder();
        owned.getReservationsBuilder(0).setPrincipal("p");
        return owned.build();
    }
}
