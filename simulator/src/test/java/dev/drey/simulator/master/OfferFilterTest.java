/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OfferFilterTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    @DisplayName("C191 C067 a filter of two ticks holds back one tick, and is counted")
    void holdsBackUntilItEnds() {
        cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed();
        scheduler.decline(2, scheduler.offer());
        assertThat(cluster.metric("allocator/mesos/offer_filters/roles/*/active"))
                .isEqualTo(1);

        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        cluster.tick();

        assertThat(scheduler.offers()).hasSize(1);
        assertThat(cluster.metric("allocator/mesos/offer_filters/roles/*/active"))
                .isZero();
    }

    @Test
    @DisplayName("a filter as long as the allocation interval, or shorter, outlives the next tick")
    void outlivesTheNextTick() {
        cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed();
        scheduler.decline(0.2, scheduler.offer());

        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        cluster.tick();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("refuse_seconds 0 sets no filter; negative ones mean 5 s; huge ones a year")
    void replacesOddDurations() {
        cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed();
        scheduler.decline(0, scheduler.offer());
        cluster.tick();

        scheduler.decline(-1, scheduler.offer());
        cluster.advance(Duration.ofSeconds(4));
        assertThat(scheduler.offers()).isEmpty();
        cluster.advance(Duration.ofSeconds(2));

        scheduler.decline(1e300, scheduler.offer());
        cluster.advance(Duration.ofHours(1));
        assertThat(scheduler.offers()).isEmpty();
    }

    @Test
    @DisplayName("C193 REVIVE clears filters and brings offers at once")
    void reviveClearsFilters() {
        cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed();
        scheduler.decline(1000, scheduler.offer());

        scheduler.call(Call.Type.REVIVE);

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C194 C069 SUPPRESS stops offers and keeps outstanding ones; REVIVE resumes")
    void suppressAndRevive() {
        cluster.agent("cpus:2;mem:1024");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        scheduler.call(Call.Type.REVIVE);
        assertThat(scheduler.offers()).isEmpty();

        scheduler.call(Call.Type.SUPPRESS);
        assertThat(scheduler.rescinds()).isEmpty();
        scheduler.decline(0, offer);
        cluster.tick().tick();
        assertThat(scheduler.offers()).isEmpty();

        scheduler.call(Call.Type.REVIVE);
        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C195 C082 C083 roles are suppressed and revived one by one; a bad role voids the call")
    void suppressesRolesOneByOne() {
        cluster.agent("cpus(a):2;mem(a):1024;cpus(b):2;mem(b):1024");
        var scheduler = cluster.scheduler(roles("a", "b")).suppressing("a", "b").subscribe();
        cluster.tick();

        revive(scheduler, "a", "nosuch");
        assertThat(scheduler.offers()).isEmpty();
        revive(scheduler, "a");

        assertThat(scheduler.offer().getAllocationInfo().getRole()).isEqualTo("a");
    }

    @Test
    @DisplayName("C197 filters on an agent end when it comes back with other attributes")
    void changedAttributesEndFilters() {
        var agent = cluster.agent("cpus:2;mem:1024", "rack:a");
        var scheduler = cluster.subscribed();
        scheduler.decline(1000, scheduler.offer());

        agent.disconnect().reregister();
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        agent.disconnect().withAttributes("rack:b").reregister();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("DECLINE does not ask whose offer it is")
    void declinesOffersOfOthers() {
        cluster.agent("cpus:2;mem:1024");
        var owner = cluster.subscribed();
        var offer = owner.offer();
        var other = cluster.subscribed();

        other.decline(1000, offer);
        cluster.tick();

        assertThat(owner.rescinds()).isEmpty();
        assertThat(other.offers()).hasSize(1);
    }

    private static void revive(TestScheduler scheduler, String... roles) {
        scheduler.call(Call.newBuilder()
                .setType(Call.Type.REVIVE)
                .setRevive(Call.Revive.newBuilder().addAllRoles(List.of(roles))));
    }
}
