/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;

/**
 * With {@code @Domain(MesosDomain.class)} a property gets its offers, agents, resources, attributes, faults and plans
 * by their types. Plans are for three agents of 4 cpus and 8 GiB, with up to five tasks of 1 cpu and 512 MiB.
 */
public final class MesosDomain extends DomainContextBase {
    private static final Plan.Cluster CLUSTER =
            new Plan.Cluster(3, "cpus:4;mem:8192;ports:[31000-32000]", "", 1, 512, 0);
    private static final int MOST = 5;

    @Provide
    Arbitrary<Resources> resources() {
        return MesosArbitraries.resources();
    }

    @Provide
    Arbitrary<List<Attribute>> attributes() {
        return MesosArbitraries.attributes();
    }

    @Provide
    Arbitrary<AgentInfo> agents() {
        return MesosArbitraries.agents();
    }

    @Provide
    Arbitrary<Offer> offers() {
        return MesosArbitraries.offers();
    }

    @Provide
    Arbitrary<List<Offer>> offerBatches() {
        return MesosArbitraries.offerBatches();
    }

    @Provide
    Arbitrary<Fault> faults() {
        return PlanArbitraries.faults(CLUSTER.agents());
    }

    @Provide
    Arbitrary<Plan> plans() {
        return PlanArbitraries.plans(CLUSTER, MOST, Duration.ofMinutes(5), Duration.ofMinutes(15));
    }
}
