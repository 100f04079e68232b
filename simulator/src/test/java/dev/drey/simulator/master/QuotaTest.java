/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class QuotaTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    @DisplayName("C198 a guarantee that is also the limit is given out exactly; another role gets the rest")
    void givesExactlyTheGuarantee() {
        force("a", "'cpus':0.5,'mem':200", "'cpus':0.5,'mem':200");
        cluster.agent("cpus:1;mem:512");

        var a = cluster.subscribed(roles("a"));
        var b = cluster.subscribed(roles("b"));

        assertThat(resources(a.offers())).isEqualTo(Resources.parse("cpus:0.5;mem:200"));
        assertThat(resources(b.offers())).isEqualTo(Resources.parse("cpus:0.5;mem:312"));
    }

    @Test
    @DisplayName("C199 C394 what is used up is missing in offers; what has no limit is not")
    void offersWhatHasNoLimit() {
        force("a", "", "'cpus':1");
        cluster.agent("cpus:1;mem:100;ports:[1-2]");
        var scheduler = cluster.subscribed(roles("a"));
        assertThat(resources(scheduler.offers())).isEqualTo(Resources.parse("cpus:1;mem:100;ports:[1-2]"));

        cluster.agent("cpus:1;mem:100;ports:[1-2]");

        assertThat(resources(scheduler.offers())).isEqualTo(Resources.parse("mem:100;ports:[1-2]"));
    }

    @Test
    @DisplayName("C201 a limit of nothing keeps offers away; a larger one cuts them")
    void cutsOffersToTheLimit() {
        limit("a", "'cpus':0,'mem':0,'disk':0");
        cluster.agent("cpus:2;mem:1024;disk:1024;ports:[1-2]");
        var scheduler = cluster.subscribed(roles("a/x"));
        assertThat(scheduler.offers()).isEmpty();

        limit("a", "'cpus':1,'mem':512,'disk':512");
        cluster.tick();

        assertThat(resources(scheduler.offers())).isEqualTo(Resources.parse("cpus:1;mem:512;disk:512;ports:[1-2]"));
    }

    @Test
    @DisplayName("reservations count as consumed, and are offered at the limit")
    void countsReservations() {
        limit("a", "'cpus':1,'mem':100");
        cluster.agent("cpus(a):1;mem(a):60;cpus:1;mem:100");

        var scheduler = cluster.subscribed(roles("a"));

        assertThat(resources(scheduler.offers())).isEqualTo(Resources.parse("cpus(a):1;mem(a):60;mem:40"));
    }

    @Test
    @DisplayName("C393 a whole disk that does not fit the limit is left out, not cut")
    void leavesOutWholeDisks() {
        limit("a", "'disk':150");
        var scheduler = cluster.subscribed(roles("a"));
        var first = Resources.parse("cpus:1;mem:64").plus(Resources.of(mount("/mnt/1")));
        cluster.agentWith(first);
        assertThat(resources(scheduler.offers())).isEqualTo(first);

        cluster.agentWith(Resources.parse("cpus:1;mem:64").plus(Resources.of(mount("/mnt/2"))));

        assertThat(resources(scheduler.offers())).isEqualTo(Resources.parse("cpus:1;mem:64"));
    }

    private static Resource mount(String root) {
        var disk = Resources.parse("disk:100").toList().get(0).toBuilder();
        disk.getDiskBuilder()
                .getSourceBuilder()
                .setType(DiskInfo.Source.Type.MOUNT)
                .getMountBuilder()
                .setRoot(root);
        return disk.build();
    }

    @Test
    @DisplayName("a guarantee keeps headroom from other roles while nobody uses it")
    void keepsHeadroom() {
        force("a", "'cpus':2", "");
        cluster.agent("cpus:3;mem:100");

        var other = cluster.subscribed(roles("b"));

        assertThat(resources(other.offers())).isEqualTo(Resources.parse("cpus:1;mem:100"));
    }

    @Test
    @DisplayName("C395 a guarantee takes offers of others back to make room")
    void rescindsForAGuarantee() {
        cluster.agent("cpus:1;mem:100");
        cluster.agent("cpus:1;mem:100");
        var other = cluster.subscribed(roles("b"));
        assertThat(other.offers()).hasSize(2);
        var a = cluster.subscribed(roles("a"));

        assertThat(update("a", "'cpus':1,'mem':100", "", false)).isEqualTo(200);

        assertThat(other.rescinds()).hasSize(1);
        cluster.tick();
        assertThat(resources(a.offers())).isEqualTo(Resources.parse("cpus:1;mem:100"));
    }

    @Test
    @DisplayName("C397 a limit below what is consumed needs force; offers above it go back")
    void limitsBelowConsumptionNeedForce() {
        var agent = cluster.agent("cpus:2;mem:100");
        var scheduler = cluster.subscribed(roles("a"));
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), TestTasks.launch(task("t", offer, "cpus:1;mem:10")));
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(1);

        assertThat(limit("a", "'cpus':0.5")).isEqualTo(400);
        assertThat(scheduler.rescinds()).isEmpty();
        assertThat(update("a", "", "'cpus':0.5", true)).isEqualTo(200);

        assertThat(scheduler.rescinds()).hasSize(1);
        assertThat(agent.task("t")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'*','limits':{'cpus':{'value':1}}}",
                "{'role':'a/b','limits':{'cpus':{'value':1}}}",
                "{'role':'a','limits':{'cpus':{'value':-1}}}",
                "{'role':'a','limits':{'cpus':{'value':1}},'guarantees':{'cpus':{'value':2}}}",
                "{'role':'a','guarantees':{'cpus':{'value':2}}}"
            })
    void refusesBadQuota(String config) {
        assertThat(cluster.operated("{'type':'UPDATE_QUOTA','update_quota':{'quota_configs':[" + config + "]}}"))
                .isEqualTo(400);
        assertThat(status()).isEqualTo(QuotaStatus.getDefaultInstance());
    }

    @Test
    @DisplayName("the older form sets guarantee and limit at once, and can be removed")
    void knowsTheOlderForm() {
        var set = "{'type':'SET_QUOTA','set_quota':{'quota_request':{'role':'a','force':true,'guarantee':"
                + "[{'name':'cpus','type':'SCALAR','scalar':{'value':1}}]}}}";

        assertThat(cluster.operated(set)).isEqualTo(200);
        assertThat(cluster.operated(set)).isEqualTo(400);

        assertThat(status().getInfos(0).getGuarantee(0).getScalar().getValue()).isEqualTo(1);
        assertThat(status().getConfigs(0).getLimitsMap()).containsOnlyKeys("cpus");
        var remove = "{'type':'REMOVE_QUOTA','remove_quota':{'role':'a'}}";
        assertThat(cluster.operated(remove)).isEqualTo(200);
        assertThat(cluster.operated(remove)).isEqualTo(400);
        assertThat(status()).isEqualTo(QuotaStatus.getDefaultInstance());
    }

    @Test
    @DisplayName("after a failover with quota, offers wait for four fifths of the agents, or for ten minutes")
    void waitsForAgentsAfterFailover() {
        for (int i = 0; i < 5; i++) {
            cluster.agent("cpus:1;mem:100");
        }
        limit("unused", "'cpus':1");
        cluster.failOver();
        var scheduler = cluster.subscribed();

        cluster.agents().subList(0, 3).forEach(TestAgent::reregister);
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        cluster.agents().get(3).reregister();
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(4);

        cluster.failOver();
        var another = cluster.subscribed();
        cluster.agents().get(0).reregister();
        cluster.advance(Duration.ofMinutes(9));
        assertThat(another.offers()).isEmpty();
        cluster.advance(Duration.ofMinutes(2));
        assertThat(another.offers()).hasSize(1);
    }

    private static Resources resources(List<Offer> offers) {
        assertThat(offers).hasSize(1);
        return Resources.of(offers.get(0).getResourcesList()).unallocated();
    }

    private QuotaStatus status() {
        return cluster.operate("{'type':'GET_QUOTA'}")
                .response()
                .orElseThrow()
                .getGetQuota()
                .getStatus();
    }

    private int limit(String role, String limits) {
        return update(role, "", limits, false);
    }

    private void force(String role, String guarantees, String limits) {
        assertThat(update(role, guarantees, limits, true)).isEqualTo(200);
    }

    private int update(String role, String guarantees, String limits, boolean force) {
        return cluster.operated(
                "{'type':'UPDATE_QUOTA','update_quota':{'force':" + force + ",'quota_configs':[{'role':'" + role
                        + "','guarantees':{" + values(guarantees) + "},'limits':{" + values(limits) + "}}]}}");
    }

    private static String values(String amounts) {
        return amounts.replaceAll(":([0-9.]+)", ":{'value':$1}");
    }
}
