/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.create;
import static dev.drey.simulator.master.TestOperations.reserve;
import static dev.drey.simulator.master.TestOperations.reserved;
import static dev.drey.simulator.master.TestOperations.unreserve;
import static dev.drey.simulator.master.TestOperations.volume;
import static dev.drey.simulator.master.TestOperations.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with UNRESERVE and CREATE. The agent has a volume "there" and a static reservation. */
@Tag("unit")
class OperationValidationTest {
    private static final Resource STATIC =
            Resources.parse("mem(ads):64").toList().get(0);

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agentWith(Resources.parse("cpus:4;mem:1024;disk:1000;mem(ads):64")
            .plus(Resources.of(
                    reserved("disk:200", "ads"),
                    reserved("cpus:1", "ads"),
                    by("somebody", reserved("cpus:2", "ads")),
                    volume("there"))));
    private final TestScheduler scheduler =
            cluster.subscribed(info -> TestScheduler.roles("ads").apply(info).setPrincipal("p"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("badOperations")
    void refuses(String what, Operation operation) {
        scheduler.accept(0, List.of(scheduler.offer()), withId("op", operation));

        assertThat(scheduler.operationUpdates())
                .extracting(OperationStatus::getState)
                .containsExactly(OperationState.OPERATION_ERROR);
        assertThat(total()).isEqualTo(before());
    }

    static Stream<Arguments> badOperations() {
        return Stream.of(
                bad("C146 a static reservation", unreserve(STATIC)),
                bad("C146 a persistent volume", unreserve(volume("there"))),
                bad("C146 several providers", unreserve(reserved("cpus:1", "ads"), ofProvider("other"))),
                bad("C147 no volume", create(reserved("disk:100", "ads"))),
                bad("C147 an id that is taken", create(owned(volume("there")))),
                bad("C147 the same id twice", create(owned(volume("v")), owned(volume("v")))),
                bad("C147 the principal of somebody else", create(with(volume("v"), it -> {
                    it.getDiskBuilder().getPersistenceBuilder().setPrincipal("somebody");
                    return it;
                }))),
                bad("C147 no principal", create(volume("v"))),
                bad("C147 read-only", create(with(owned(volume("v")), it -> {
                    it.getDiskBuilder().getVolumeBuilder().setMode(Volume.Mode.RO);
                    return it;
                }))),
                bad("C147 larger than the disk", create(with(owned(volume("v")), it -> {
                    it.getScalarBuilder().setValue(201);
                    return it;
                }))),
                bad(
                        "C147 shared without SHARED_RESOURCES",
                        create(with(owned(volume("v")), it -> it.setShared(SharedInfo.getDefaultInstance())))),
                bad("a reservation of another principal", reserve(by("somebody", reserved("cpus:1", "ads")))));
    }

    @Test
    @DisplayName("C146 UNRESERVE needs no principal, and takes what another one reserved")
    void unreservesWhateverThePrincipal() {
        scheduler.accept(
                0,
                List.of(scheduler.offer()),
                unreserve(reserved("cpus:1", "ads"), by("somebody", reserved("cpus:2", "ads"))));

        assertThat(total().filter(kind -> kind.getReservationsCount() == 0).scalar("cpus"))
                .isEqualTo(7);
    }

    private Resources total() {
        return Resources.of(cluster.master().view().agents().get(0).total());
    }

    private Resources before() {
        return Resources.of(agent.info().getResourcesList());
    }

    private static Arguments bad(String what, Operation operation) {
        return arguments(what, operation);
    }

    private static Resource with(Resource resource, UnaryOperator<Resource.Builder> change) {
        return change.apply(resource.toBuilder()).build();
    }

    private static Resource owned(Resource volume) {
        return with(volume, it -> {
            it.getDiskBuilder().getPersistenceBuilder().setPrincipal("p");
            return it;
        });
    }

    private static Resource by(String principal, Resource reserved) {
        return with(reserved, it -> {
            it.getReservationsBuilder(0).setPrincipal(principal);
            return it;
        });
    }

    private static Resource ofProvider(String provider) {
        return with(reserved("cpus:1", "ads"), it -> {
            it.getProviderIdBuilder().setValue(provider);
            return it;
        });
    }
}
