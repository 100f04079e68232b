/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.ShutdownFramework;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SubscribeTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    @DisplayName("C002 C029 a new framework gets an id, SUBSCRIBED first, a heartbeat at once and then every 15 s")
    void subscribesANewFramework() {
        var scheduler = cluster.subscribed();
        assertThat(scheduler.eventTypes()).containsExactly(Event.Type.SUBSCRIBED, Event.Type.HEARTBEAT);
        assertThat(scheduler.id().getValue()).endsWith("-0000");

        cluster.advance(Duration.ofSeconds(45));

        assertThat(scheduler.take(Event.Type.HEARTBEAT)).hasSize(4);
    }

    @Test
    @DisplayName(
            "C059 an instance that subscribes again, as its first answer got lost, is not told that it failed over")
    void aRetriedFailoverIsNoFailover() {
        var first = cluster.subscribed();
        var second = first.successor().subscribe();
        cluster.settle();
        var lost = second.take(Event.Type.SUBSCRIBED);
        second.disconnect();

        second.subscribe();
        cluster.settle();

        assertThat(lost).hasSize(1);
        assertThat(first.errors()).containsExactly("Framework failed over");
        assertThat(second.errors()).isEmpty();
        assertThat(second.take(Event.Type.SUBSCRIBED))
                .extracting(event -> event.getSubscribed().getFrameworkId())
                .containsExactly(first.id());
    }

    @Test
    @DisplayName("C365 who authenticated as somebody else cannot register for a principal")
    void refusesAnotherPrincipal() {
        var scheduler = cluster.scheduler(info -> info.setPrincipal("alice")).as("bob");

        var subscription = scheduler.subscribe(new Caller(Optional.of("bob"), Optional.empty()));

        assertThat(subscription.refused())
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(cluster.master().view().frameworks()).isEmpty();
    }

    @Test
    void tellsWhoItIs() {
        var scheduler = cluster.subscribed();

        var subscribed = scheduler.take(Event.Type.SUBSCRIBED).get(0).getSubscribed();

        assertThat(subscribed.getHeartbeatIntervalSeconds()).isEqualTo(15.0);
        assertThat(subscribed.getMasterInfo().getIp()).isEqualTo(16777343);
        assertThat(subscribed.getMasterInfo().getPid()).isEqualTo("master@127.0.0.1:5050");
        assertThat(scheduler.id().getValue())
                .startsWith(subscribed.getMasterInfo().getId());
    }

    @Test
    @DisplayName("nothing is sent to the stream before subscribe returns")
    void sendsNothingBeforeItReturns() {
        var scheduler = cluster.scheduler(info -> info);

        scheduler.subscribe();

        assertThat(scheduler.eventTypes()).isEmpty();
    }

    @Test
    @DisplayName("C003 SUBSCRIBE with a stream id is refused")
    void refusesSubscribeWithStreamId() {
        var subscription = cluster.scheduler(info -> info).subscribe(Caller.ANONYMOUS.withStreamId("x"));

        assertThat(subscription.refused()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isNotEmpty();
        });
    }

    @Test
    @DisplayName("C006 C050 an invalid role is answered by one ERROR event and the end of the stream")
    void refusesInvalidRoleWithAnErrorEvent() {
        var scheduler = cluster.subscribed(info -> info.setRole("a//b"));

        assertThat(scheduler.eventTypes()).containsExactly(Event.Type.ERROR);
        assertThat(scheduler.isClosed()).isTrue();
    }

    @Test
    @DisplayName("C007 C030 a second subscription supersedes the first")
    void secondSubscriptionSupersedesTheFirst() {
        var first = cluster.subscribed();

        var second = first.successor().subscribe();
        cluster.settle();

        assertThat(first.errors()).containsExactly("Framework failed over");
        assertThat(first.isClosed()).isTrue();
        assertThat(second.take(Event.Type.SUBSCRIBED)).hasSize(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.call(Call.Type.REVIVE).status()).isEqualTo(400);
        first.disconnect();
        assertThat(second.call(Call.Type.REVIVE)).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    @DisplayName("C274 superseding voids offers in silence, keeps filters and brings offers at the next tick only")
    void supersedingKeepsFilters() {
        cluster.agent("cpus:1;mem:100");
        cluster.agent("cpus:2;mem:200");
        var first = cluster.subscribed();
        var offers = first.offers();
        first.decline(1000, offers.get(0));

        var second = first.successor().subscribe();
        cluster.settle();
        assertThat(first.rescinds()).isEmpty();
        assertThat(second.offers()).isEmpty();

        cluster.tick();
        assertThat(second.offer().getAgentId()).isEqualTo(offers.get(1).getAgentId());
    }

    @Test
    @DisplayName("C275 a framework that was disconnected gets its filters cleared and offers at once")
    void reconnectingClearsFilters() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed();
        scheduler.decline(1000, scheduler.offer());
        scheduler.disconnect();

        scheduler.subscribe();
        cluster.settle();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C031 an id the master never saw is accepted")
    void acceptsAnUnknownId() {
        var scheduler =
                cluster.subscribed(info -> info.setId(FrameworkID.newBuilder().setValue("old-0007")));

        assertThat(scheduler.take(Event.Type.SUBSCRIBED).get(0).getSubscribed().getFrameworkId())
                .isEqualTo(FrameworkID.newBuilder().setValue("old-0007").build());
    }

    @Test
    @DisplayName("C038 another principal is refused, user and checkpoint are kept, the rest is taken")
    void updatesWhatMayChange() {
        var scheduler = cluster.subscribed(info -> info.setPrincipal("p"));
        var impostor =
                scheduler.successor().change(info -> info.setPrincipal("q")).subscribe();
        cluster.settle();
        assertThat(impostor.eventTypes()).containsExactly(Event.Type.ERROR);
        assertThat(scheduler.isClosed()).isFalse();

        scheduler
                .successor()
                .change(info -> info.setUser("x").setCheckpoint(false).setName("new"))
                .subscribe();

        var now = cluster.master().view().frameworks().get(0).info();
        assertThat(now.getUser()).isEqualTo("nobody");
        assertThat(now.getCheckpoint()).isTrue();
        assertThat(now.getName()).isEqualTo("new");
    }

    @Test
    @DisplayName("C039 an id is retired once the failover timeout is over")
    void retiresTheIdAfterTheFailoverTimeout() {
        var scheduler = cluster.subscribed(info -> info.setFailoverTimeout(10));
        scheduler.disconnect();
        cluster.advance(Duration.ofSeconds(11));

        scheduler.subscribe();
        cluster.settle();

        assertThat(scheduler.errors()).containsExactly("Framework has been removed");
        assertThat(scheduler.isClosed()).isTrue();
    }

    @Test
    void returningInTimeStopsTheFailoverTimeout() {
        var scheduler = cluster.subscribed(info -> info.setFailoverTimeout(10));
        scheduler.disconnect();
        cluster.advance(Duration.ofSeconds(9));

        scheduler.subscribe();
        cluster.advance(Duration.ofSeconds(30));

        assertThat(scheduler.errors()).isEmpty();
        assertThat(cluster.master().view().frameworks()).hasSize(1);
    }

    @Test
    @DisplayName("C041 without failover timeout the framework is removed as soon as its stream breaks")
    void removesAtOnceWithoutFailoverTimeout() {
        var agent = cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed(info -> info.setFailoverTimeout(0));
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t", offer, "cpus:1;mem:10"));

        scheduler.disconnect();

        var completed = cluster.master().view().completedFrameworks().get(0);
        assertThat(completed.completedTasks()).singleElement().satisfies(task -> assertThat(task.state())
                .isEqualTo(TaskState.TASK_KILLED));
        assertThat(agent.take(ShutdownFramework.class)).containsExactly(new ShutdownFramework(scheduler.id()));
    }

    @Test
    @DisplayName("C049 re-subscribing without suppressed_roles wants offers for all roles again")
    void resubscribingUnsuppresses() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.scheduler(roles("a")).suppressing("a").subscribe();
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();

        var successor = scheduler.successor().subscribe();
        cluster.tick();

        assertThat(successor.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C070 all roles suppressed: no offers until REVIVE")
    void suppressedFromTheStart() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.scheduler(roles("a")).suppressing("a").subscribe();
        cluster.tick().tick();
        assertThat(scheduler.offers()).isEmpty();

        scheduler.call(Call.Type.REVIVE);

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C366 the authenticated principal fills in for an unset one, and another one is refused")
    void fillsInThePrincipal() {
        var scheduler = cluster.scheduler(info -> info).as("p").subscribe();
        cluster.settle();
        assertThat(cluster.master().view().frameworks().get(0).info().getPrincipal())
                .isEqualTo("p");

        var stranger = new Caller(Optional.of("q"), scheduler.caller().streamId());
        var revive = Call.newBuilder().setType(Call.Type.REVIVE).setFrameworkId(scheduler.id());

        assertThat(scheduler.call(Call.Type.REVIVE)).isEqualTo(Answer.ACCEPTED);
        assertThat(cluster.master().call(revive.build(), stranger).status()).isEqualTo(400);
        var impostor = scheduler.successor().as("q").subscribe();
        cluster.settle();
        assertThat(impostor.eventTypes()).containsExactly(Event.Type.ERROR);
    }

    @Test
    void remembersTheLastFiftyCompletedFrameworks() {
        for (int i = 0; i < 52; i++) {
            cluster.subscribed().call(Call.Type.TEARDOWN);
        }

        assertThat(cluster.master().view().completedFrameworks()).hasSize(50);
    }
}
