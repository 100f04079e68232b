/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class FrameworkValidationTest {
    private final TestCluster cluster =
            new TestCluster(MasterConfig.builder().roles(Set.of("*", "a", "b")).build());

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFrameworks")
    void refuses(String what, UnaryOperator<FrameworkInfo.Builder> change) {
        var scheduler = cluster.subscribed(change);

        assertThat(scheduler.eventTypes()).containsExactly(Event.Type.ERROR);
        assertThat(scheduler.isClosed()).isTrue();
        assertThat(cluster.master().view().frameworks()).isEmpty();
    }

    static Stream<Arguments> badFrameworks() {
        return Stream.of(
                bad("C034 duplicate roles", roles("a", "a")),
                bad("C034 role and MULTI_ROLE", info -> roles("a").apply(info).setRole("b")),
                bad("C055 roles without MULTI_ROLE", info -> info.addRoles("a")),
                bad(
                        "C053 id with a slash",
                        info -> info.setId(FrameworkID.newBuilder().setValue("a/b"))),
                bad("C361 role not on the whitelist", roles("a", "c")),
                bad("C051 endless failover timeout", info -> info.setFailoverTimeout(1e10)),
                bad("C054 negative quantity", info -> info.putOfferFilters("*", filters(-1))),
                bad("C054 infinite quantity", info -> info.putOfferFilters("*", filters(Double.POSITIVE_INFINITY))));
    }

    @Test
    @DisplayName("a negative failover timeout is accepted and over at once")
    void acceptsANegativeFailoverTimeout() {
        var scheduler = cluster.subscribed(info -> info.setFailoverTimeout(-1));

        scheduler.disconnect();

        assertThat(cluster.master().view().completedFrameworks()).hasSize(1);
    }

    @Test
    @DisplayName("an empty id is no id")
    void takesAnEmptyIdForNone() {
        var scheduler =
                cluster.subscribed(info -> info.setId(FrameworkID.newBuilder().setValue("")));

        assertThat(scheduler.id().getValue()).endsWith("-0000");
    }

    private static Arguments bad(String what, UnaryOperator<FrameworkInfo.Builder> change) {
        return arguments(what, change);
    }

    private static OfferFilters filters(double cpus) {
        var filters = OfferFilters.newBuilder();
        filters.getMinAllocatableResourcesBuilder()
                .addQuantitiesBuilder()
                .putQuantities("cpus", Value.Scalar.newBuilder().setValue(cpus).build());
        return filters.build();
    }
}
