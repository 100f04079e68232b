/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DomainTest {
    private static final String SIZE = "cpus:1;mem:100";

    @Test
    @DisplayName("C357 C413 agents of another region are for REGION_AWARE frameworks; those without domain for all")
    void keepsRemoteAgentsForThoseWhoKnow() {
        var cluster = new TestCluster(
                MasterConfig.builder().domain(domain("here", "z1")).build());
        var near = cluster.agentIn(domain("here", "z2"), SIZE);
        var far = cluster.agentIn(domain("there", "z1"), SIZE);
        var nowhere = cluster.agent(SIZE);

        var plain = cluster.subscribed();
        var aware = cluster.subscribed(with(Capability.Type.REGION_AWARE));

        assertThat(plain.offers()).extracting(Offer::getAgentId).containsExactlyInAnyOrder(near.id(), nowhere.id());
        var offer = aware.offer();
        assertThat(offer.getAgentId()).isEqualTo(far.id());
        assertThat(offer.getDomain()).isEqualTo(domain("there", "z1"));
        assertThat(cluster.master().view().info().getDomain()).isEqualTo(domain("here", "z1"));
    }

    @Test
    @DisplayName("C414 an agent with a domain is not admitted by a master without one")
    void doesNotAdmitAgentsWithADomain() {
        var cluster = new TestCluster();

        cluster.agentIn(domain("here", "z1"), SIZE);

        assertThat(cluster.master().view().agents()).isEmpty();
    }

    @Test
    @DisplayName("C185 agents that are not on the whitelist are not offered")
    void offersWhitelistedAgentsOnly() {
        var cluster = new TestCluster(
                MasterConfig.builder().whitelist(Set.of("host-1")).build());
        cluster.agent(SIZE);
        var listed = cluster.agent(SIZE);

        var scheduler = cluster.subscribed();
        cluster.tick();

        assertThat(scheduler.offer().getAgentId()).isEqualTo(listed.id());
    }

    private static DomainInfo domain(String region, String zone) {
        return DomainInfo.newBuilder()
                .setFaultDomain(FaultDomain.newBuilder()
                        .setRegion(FaultDomain.RegionInfo.newBuilder().setName(region))
                        .setZone(FaultDomain.ZoneInfo.newBuilder().setName(zone)))
                .build();
    }
}
