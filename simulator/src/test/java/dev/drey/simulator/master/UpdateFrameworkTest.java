/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.UpdateFramework;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class UpdateFrameworkTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:1;mem:100");

    @Test
    @DisplayName("C035 C042 C043 user, principal and checkpoint may not change")
    void refusesWhatMayNotChange() {
        var scheduler = cluster.subscribed(info -> info.setPrincipal("p"));
        var before = scheduler.info();

        assertThat(scheduler.change(info -> info.setUser("x")).updateFramework().status())
                .isEqualTo(400);
        scheduler.change(info -> info.mergeFrom(before));
        assertThat(scheduler
                        .change(info -> info.setPrincipal("x"))
                        .updateFramework()
                        .status())
                .isEqualTo(400);
        scheduler.change(info -> info.mergeFrom(before));
        assertThat(scheduler
                        .change(info -> info.clearPrincipal())
                        .updateFramework()
                        .status())
                .isEqualTo(400);
        scheduler.change(info -> info.mergeFrom(before));
        assertThat(scheduler
                        .change(info -> info.setCheckpoint(false))
                        .updateFramework()
                        .status())
                .isEqualTo(400);

        assertThat(cluster.master().view().frameworks().get(0).info()).isEqualTo(before);
    }

    @Test
    @DisplayName("C045 C367 other fields change and agents are told; an update without change is not passed on")
    void updatesMutableFields() {
        var scheduler = cluster.subscribed();

        assertThat(scheduler
                        .change(info -> info.setName("new").setFailoverTimeout(1))
                        .updateFramework())
                .isEqualTo(Answer.OK);
        assertThat(scheduler.updateFramework()).isEqualTo(Answer.OK);

        assertThat(agent.take(UpdateFramework.class)).containsExactly(new UpdateFramework(scheduler.info()));
    }

    @Test
    @DisplayName("C046 an added role gets offers at the next tick")
    void addedRoleGetsOffersAtTheNextTick() {
        var scheduler = cluster.subscribed(roles());
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();

        scheduler.change(info -> info.addRoles("a")).updateFramework();
        assertThat(scheduler.offers()).isEmpty();
        cluster.tick();

        assertThat(scheduler.offer().getAllocationInfo().getRole()).isEqualTo("a");
    }

    @Test
    @DisplayName("C047 offers of removed roles are rescinded")
    void removedRolesLoseTheirOffers() {
        var scheduler = cluster.subscribed(roles("a"));
        var offer = scheduler.offer();

        scheduler.change(info -> info.clearRoles()).updateFramework();
        cluster.tick();

        assertThat(scheduler.rescinds()).containsExactly(offer.getId());
        assertThat(scheduler.offers()).isEmpty();
    }

    @Test
    @DisplayName("C063 C066 suppressed roles are replaced as a whole")
    void replacesSuppressedRoles() {
        var scheduler = cluster.subscribed(roles());
        scheduler.change(info -> info.addRoles("a")).updateFramework("a");
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();

        scheduler.updateFramework();
        cluster.tick();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    void refusesSuppressionOfARoleThatIsNotSubscribed() {
        var scheduler = cluster.subscribed(roles("a"));

        assertThat(scheduler.updateFramework("b").status()).isEqualTo(400);
    }
}
