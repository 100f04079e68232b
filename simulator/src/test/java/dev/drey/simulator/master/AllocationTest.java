/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestScheduler.with;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.master.allocator.MinimumAllocatable;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AllocationTest {
    private final TestCluster cluster = new TestCluster();

    private static Resources of(Offer offer) {
        return Resources.of(offer.getResourcesList()).unallocated();
    }

    private static TestScheduler inRole(TestCluster cluster, String role) {
        return cluster.subscribed(info -> info.setRole(role));
    }

    @Test
    @DisplayName("C162 one framework gets one offer with everything, at once")
    void offersEverything() {
        cluster.agent("cpus:2;mem:1024;ports:[31000-32000]");

        var offer = cluster.subscribed().offer();

        assertThat(of(offer)).isEqualTo(Resources.parse("cpus:2;mem:1024;ports:[31000-32000]"));
    }

    @Test
    @DisplayName("C163 roles take turns by dominant share")
    void rolesTakeTurnsByDominantShare() {
        var a1 = cluster.agent("cpus:2;mem:1024;disk:0");
        var f1 = inRole(cluster, "role1");
        assertThat(f1.offer().getAgentId()).isEqualTo(a1.id());

        var f2 = inRole(cluster, "role2");
        var a2 = cluster.agent("cpus:1;mem:512;disk:0");
        assertThat(f2.offer().getAgentId()).isEqualTo(a2.id());
        var a3 = cluster.agent("cpus:3;mem:2048;disk:0");
        assertThat(f2.offer().getAgentId()).isEqualTo(a3.id());
        var f3 = inRole(cluster, "role1");
        var a4 = cluster.agent("cpus:4;mem:4096;disk:0");
        assertThat(f3.offer().getAgentId()).isEqualTo(a4.id());
        var f4 = inRole(cluster, "role1");
        var a5 = cluster.agent("cpus:1;mem:512;disk:0");

        assertThat(f2.offer().getAgentId()).isEqualTo(a5.id());
        assertThat(f4.offers()).isEmpty();
    }

    @Test
    @DisplayName("C165 equal shares: the one chosen less often is next")
    void allocationCountBreaksTies() {
        cluster.agent("cpus:2;mem:1024");
        var f1 = cluster.subscribed();
        var f2 = cluster.subscribed();
        int first = 0;
        int second = 0;

        for (int i = 0; i < 10; i++) {
            for (Offer offer : f1.offers()) {
                f1.decline(0, offer);
                first++;
            }
            for (Offer offer : f2.offers()) {
                f2.decline(0, offer);
                second++;
            }
            cluster.tick();
        }

        assertThat(List.of(first, second)).containsExactly(5, 5);
    }

    @Test
    @DisplayName("C166 reserved resources go to their role only")
    void reservedResourcesGoToTheirRole() {
        var a1 = cluster.agent("cpus(role1):2;mem(role1):1024");
        var a2 = cluster.agent("cpus(role2):2;mem(role2):1024;cpus:1;mem:1024");
        cluster.agent("cpus(role3):1;mem(role3):1024");

        var f1 = inRole(cluster, "role1");
        var f2 = inRole(cluster, "role2");

        assertThat(f1.offers()).hasSize(2).satisfiesOnlyOnce(offer -> {
            assertThat(offer.getAgentId()).isEqualTo(a1.id());
            assertThat(of(offer)).isEqualTo(Resources.parse("cpus(role1):2;mem(role1):1024"));
        });
        var second = f2.offer();
        assertThat(second.getAgentId()).isEqualTo(a2.id());
        assertThat(of(second)).isEqualTo(Resources.parse("cpus(role2):2;mem(role2):1024"));
    }

    @Test
    @DisplayName("C167 too little is not offered; enough of either cpus or mem is")
    void minimumAllocatable() {
        cluster.agent("cpus:0.005;mem:31;disk:1000");
        var scheduler = cluster.subscribed();
        assertThat(scheduler.offers()).isEmpty();

        cluster.agent("cpus:0.01;mem:1");
        cluster.agent("cpus:0.001;mem:32");

        assertThat(scheduler.offers()).hasSize(2);
    }

    @Test
    @DisplayName("C178 ports count by their number")
    void minimumCountsPorts() {
        var picky = new TestCluster(MasterConfig.builder()
                .minAllocatable(MinimumAllocatable.parse("cpus:1;mem:100|disk:100|cpus:1;ports:[1-10]"))
                .build());
        picky.agent("cpus:1;mem:64;disk:64;ports:[31000-31008]");
        var scheduler = picky.subscribed();
        assertThat(scheduler.offers()).isEmpty();

        picky.agent("cpus:1;mem:64;disk:64;ports:[31000-31009]");

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C387 a framework can ask for less than the minimum")
    void frameworksCanLowerTheMinimum() {
        cluster.agent("cpus:0.005;mem:1");

        var scheduler = cluster.subscribed(info -> info.putOfferFilters(
                "*",
                OfferFilters.newBuilder()
                        .setMinAllocatableResources(OfferFilters.MinAllocatableResources.newBuilder())
                        .build()));

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C179 a framework that lowers the minimum later is offered what was too little before")
    void frameworksCanLowerTheMinimumLater() {
        cluster.agent("cpus:0.005;mem:1");
        var scheduler = cluster.subscribed();
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        var minimum = OfferFilters.MinAllocatableResources.newBuilder();
        minimum.addQuantitiesBuilder()
                .putQuantities("mem", Value.Scalar.newBuilder().setValue(1).build());

        scheduler.change(info -> info.putOfferFilters(
                "*",
                OfferFilters.newBuilder().setMinAllocatableResources(minimum).build()));
        assertThat(scheduler.updateFramework().status()).isEqualTo(200);
        cluster.tick();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C183 offers for nested roles carry the whole path, and can be used")
    void offersForNestedRoles() {
        var agent = cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed(roles("eng/dev/a"));
        var offer = scheduler.offer();
        assertThat(offer.getAllocationInfo().getRole()).isEqualTo("eng/dev/a");

        scheduler.launch(offer, task("t", offer, "cpus:1;mem:64"));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.task("t")
                        .orElseThrow()
                        .getResources(0)
                        .getAllocationInfo()
                        .getRole())
                .isEqualTo("eng/dev/a");
    }

    @Test
    @DisplayName("C386 what is excluded from fair sharing does not count")
    void excludedResourcesDoNotCount() {
        var excluding = new TestCluster(
                MasterConfig.builder().fairSharingExcluded(Set.of("gpus")).build());
        UnaryOperator<FrameworkInfo.Builder> gpus = with(Capability.Type.GPU_RESOURCES);
        excluding.agent("cpus:2;mem:1024;disk:0;gpus:1");
        var f1 = excluding.subscribed(info -> gpus.apply(info).setRole("role1"));
        assertThat(f1.offers()).hasSize(1);

        var f2 = excluding.subscribed(info -> gpus.apply(info).setRole("role2"));
        excluding.agent("cpus:1;mem:512;disk:0");
        excluding.agent("cpus:3;mem:2048;disk:0");
        assertThat(f2.offers()).hasSize(2);
        var f3 = excluding.subscribed(info -> gpus.apply(info).setRole("role1"));
        excluding.agent("cpus:4;mem:4096;disk:0");

        assertThat(f3.offers()).hasSize(1);
    }

    @Test
    @DisplayName("agents with GPUs are offered only to frameworks that understand GPUs")
    void keepsGpuAgentsForGpuFrameworks() {
        cluster.agent("cpus:2;mem:1024;gpus:1");

        assertThat(cluster.subscribed().offers()).isEmpty();
        assertThat(cluster.subscribed(with(Capability.Type.GPU_RESOURCES)).offers())
                .hasSize(1);
    }

    @Test
    @DisplayName("C175 a framework in two roles gets one offer per role, each with its role")
    void offersPerRole() {
        var scheduler = cluster.subscribed(roles("a", "b"));

        cluster.agent("cpus:2;mem:1024");
        cluster.agent("cpus:2;mem:1024");

        var offers = scheduler.offers();
        assertThat(offers)
                .extracting(offer -> offer.getAllocationInfo().getRole())
                .containsExactly("a", "b");
        assertThat(offers.get(0).getResources(0).getAllocationInfo().getRole()).isEqualTo("a");
    }

    @Test
    @DisplayName("C177 subtrees of roles are compared before their leaves")
    void comparesSubtreesFirst() {
        var ab = inRole(cluster, "a/b");
        cluster.agent("cpus:2;mem:2048");
        assertThat(ab.offers()).hasSize(1);
        var ac = inRole(cluster, "a/c");
        var de = inRole(cluster, "d/e");
        cluster.agent("cpus:1;mem:1024");
        assertThat(de.offers()).hasSize(1);
        var df = inRole(cluster, "d/f");
        cluster.agent("cpus:2;mem:2048");

        assertThat(df.offers()).hasSize(1);
        assertThat(ac.offers()).isEmpty();
    }

    @Test
    @DisplayName("C182 weights divide the shares")
    void weightsDivideShares() {
        var weighted =
                new TestCluster(MasterConfig.builder().weights(Map.of("b", 2.0)).build());
        var a = weighted.scheduler(info -> info.setRole("a")).subscribe();
        var b = weighted.scheduler(info -> info.setRole("b")).subscribe();
        for (int i = 0; i < 6; i++) {
            weighted.agent("cpus:2;mem:1024");
        }

        assertThat(a.offers()).hasSize(2);
        assertThat(b.offers()).hasSize(4);
    }

    @Test
    @DisplayName("C170 what a removed framework used is offered to others at the next tick")
    void offersWhatRemovedFrameworksUsed() {
        cluster.agent("cpus:2;mem:1024");
        var f1 = cluster.subscribed(info -> info.setFailoverTimeout(0));
        var offer = f1.offer();
        f1.launch(offer, task("t", offer, "cpus:2;mem:1024"));
        var f2 = cluster.subscribed();

        f1.disconnect();
        assertThat(f2.offers()).isEmpty();
        cluster.tick();

        assertThat(of(f2.offer())).isEqualTo(Resources.parse("cpus:2;mem:1024"));
    }

    @Test
    @DisplayName("one allocation run makes one OFFERS event per framework")
    void oneEventPerRun() {
        cluster.agent("cpus:2;mem:1024");
        cluster.agent("cpus:2;mem:1024");

        var scheduler = cluster.subscribed();

        assertThat(scheduler.take(Event.Type.OFFERS)).hasSize(1);
    }
}
