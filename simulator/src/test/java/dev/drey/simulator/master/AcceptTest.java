/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.executor;
import static dev.drey.simulator.master.TestTasks.launch;
import static dev.drey.simulator.master.TestTasks.launchGroup;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.RunTask;
import dev.drey.simulator.protocol.ToAgent.RunTaskGroup;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AcceptTest {
    private final TestCluster cluster = new TestCluster();

    @Test
    @DisplayName("C099 a launched task reaches its agent and is STAGING on the master without an event")
    void launchesATask() {
        var agent = cluster.agent("cpus:4;mem:1024");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        assertThat(scheduler.launch(offer, task("t", offer, "cpus:1;mem:64"))).isEqualTo(Answer.ACCEPTED);

        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.take(RunTask.class))
                .singleElement()
                .satisfies(run -> assertThat(run.task().getTaskId().getValue()).isEqualTo("t"));
        assertThat(cluster.metric("master/tasks_staging")).isEqualTo(1);
        assertThat(cluster.metric("master/cpus_used")).isEqualTo(1);
    }

    @Test
    @DisplayName("C089 offers of one agent and role are combined")
    void combinesOffers() {
        cluster.agent("cpus:4;mem:1024");
        var scheduler = cluster.subscribed();
        var first = scheduler.offer();
        scheduler.accept(0, List.of(first), launch(task("t1", first, "cpus:1;mem:24")));
        cluster.tick();
        var rest = scheduler.offer();
        scheduler.acknowledge(finish(scheduler, "t1"));
        cluster.tick();
        var freed = scheduler.offer();

        scheduler.accept(List.of(rest, freed), launch(task("t2", rest, "cpus:4;mem:1024")));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(cluster.metric("master/cpus_used")).isEqualTo(4);
    }

    private TaskStatus finish(TestScheduler scheduler, String task) {
        agent().update(task, TaskState.TASK_FINISHED);
        return scheduler.update();
    }

    private TestAgent agent() {
        return cluster.agents().get(0);
    }

    @Test
    @DisplayName("C090 C091 offers of two agents lose the tasks and come back unfiltered")
    void refusesOffersOfTwoAgents() {
        cluster.agent("cpus:1;mem:100");
        cluster.agent("cpus:1;mem:100");
        var plain = cluster.subscribed();
        var offers = plain.offers();

        plain.accept(offers, launch(task("t", offers.get(0), "cpus:2;mem:100")));

        var status = plain.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
        assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
        assertThat(status.hasUuid()).isFalse();
        cluster.tick();
        assertThat(plain.offers()).hasSize(2);
    }

    @Test
    @DisplayName("C093 C094 duplicate and stale offers: DROPPED for a partition aware framework")
    void refusesDuplicateAndStaleOffers() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed(partitionAware());
        var offer = scheduler.offer();

        scheduler.accept(List.of(offer, offer), launch(task("t1", offer, "cpus:1;mem:10")));
        scheduler.launch(offer, task("t2", offer, "cpus:1;mem:10"));

        assertThat(scheduler.updates())
                .extracting(TaskStatus::getState)
                .containsExactly(TaskState.TASK_DROPPED, TaskState.TASK_DROPPED);
    }

    @Test
    @DisplayName("one stale offer voids the whole call and consumes the good ones, even those of others")
    void oneStaleOfferVoidsAll() {
        cluster.agent("cpus:1;mem:100");
        var owner = cluster.subscribed();
        var foreign = owner.offer();
        var other = cluster.subscribed();

        other.launch(foreign, task("t", foreign, "cpus:1;mem:10"));

        assertThat(other.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
        assertThat(owner.rescinds()).isEmpty();
        owner.launch(foreign, task("t", foreign, "cpus:1;mem:10"));
        assertThat(owner.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
    }

    @Test
    @DisplayName("C101 offers of two roles are refused")
    void refusesOffersOfTwoRoles() {
        cluster.agent("cpus(a):1;mem(a):100;cpus(b):1;mem(b):100");
        var scheduler = cluster.subscribed(roles("a", "b"));
        var offers = scheduler.offers();
        assertThat(offers).hasSize(2);

        scheduler.accept(offers, launch(task("t", offers.get(0), "cpus:1;mem:10")));

        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
    }

    @Test
    @DisplayName("C095 the rest of an offer comes back at the next tick with refuse_seconds 0, filtered otherwise")
    void givesTheRestBack() {
        cluster.agent("cpus:4;mem:1024");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        scheduler.accept(0, List.of(offer), launch(task("t", offer, "cpus:1;mem:24")));
        cluster.tick();
        var rest = scheduler.offer();
        assertThat(Resources.of(rest.getResourcesList())).isEqualTo(Resources.parse("cpus:3;mem:1000"));

        scheduler.accept(5, List.of(rest));
        cluster.advance(Duration.ofSeconds(4));
        assertThat(scheduler.offers()).isEmpty();
        cluster.advance(Duration.ofSeconds(2));
        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C113 a bad task does not affect its neighbours")
    void badTaskDoesNotAffectItsNeighbours() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        scheduler.launch(offer, task("big", offer, "cpus:2;mem:10"), task("good", offer, "cpus:1;mem:10"));

        var status = scheduler.update();
        assertThat(status.getTaskId().getValue()).isEqualTo("big");
        assertThat(status.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(cluster.metric("master/tasks_staging")).isEqualTo(1);
    }

    @Test
    void operationIdOnLaunchIsAnError() {
        cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        var launch = launch(task("t", offer, "cpus:1;mem:10")).toBuilder();
        launch.getIdBuilder().setValue("op");

        scheduler.accept(List.of(offer), launch.build());

        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(scheduler.operationUpdates()).isEmpty();
    }

    @Test
    @DisplayName("C097 custom executors are charged once per agent")
    void chargesExecutorsOnce() {
        cluster.agent("cpus:4;mem:1024");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        var custom = executor("e", "cpus:1;mem:100", it -> it.setCommand(CommandInfo.newBuilder()));

        scheduler.launch(
                offer,
                task("t1", offer, "cpus:1;mem:10", it -> it.clearCommand().setExecutor(custom)),
                task("t2", offer, "cpus:2;mem:10", it -> it.clearCommand().setExecutor(custom)));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(cluster.metric("master/cpus_used")).isEqualTo(4);
    }

    @Test
    @DisplayName("C098 a task group is launched as a whole")
    void launchesAGroup() {
        var agent = cluster.agent("cpus:4;mem:1024;disk:100");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        scheduler.accept(
                List.of(offer),
                launchGroup(
                        defaultExecutor(scheduler),
                        task("t1", offer, "cpus:1;mem:10"),
                        task("t2", offer, "cpus:1;mem:10")));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.take(RunTaskGroup.class))
                .singleElement()
                .satisfies(run -> assertThat(run.group().getTasksList()).hasSize(2));
        assertThat(cluster.metric("master/cpus_used")).isEqualTo(2.1);
    }

    @Test
    @DisplayName("C129 one problem refuses all tasks of a group")
    void refusesAGroupAsAWhole() {
        cluster.agent("cpus:4;mem:1024;disk:100");
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        var noFramework =
                defaultExecutor(scheduler).toBuilder().clearFrameworkId().build();
        var good = task("t1", offer, "cpus:1;mem:10");

        scheduler.accept(
                0,
                List.of(offer),
                launchGroup(noFramework, good, task("t2", offer, "cpus:1;mem:10")),
                launchGroup(defaultExecutor(scheduler), good, good),
                launchGroup(defaultExecutor(scheduler), good, task("t2", offer, "cpus:9;mem:10")));

        assertThat(scheduler.updates())
                .hasSize(6)
                .extracting(TaskStatus::getReason)
                .containsOnly(TaskStatus.Reason.REASON_TASK_GROUP_INVALID);
    }

    @Test
    @DisplayName("C102 C103 --offer_timeout rescinds offers that are not used in time")
    void rescindsOffersAfterTheTimeout() {
        var timed = new TestCluster(
                MasterConfig.builder().offerTimeout(Duration.ofSeconds(3)).build());
        timed.agent("cpus:4;mem:1024");
        var scheduler = timed.subscribed();
        var offer = scheduler.offer();

        timed.advance(Duration.ofSeconds(3));
        assertThat(scheduler.rescinds()).containsExactly(offer.getId());
        timed.tick();
        var again = scheduler.offer();
        scheduler.launch(again, task("t", again, "cpus:1;mem:10"));
        timed.advance(Duration.ofSeconds(10));

        assertThat(scheduler.rescinds()).isEmpty();
    }

    @Test
    @DisplayName("C106 ephemeral ports are not shown")
    void hidesEphemeralPorts() {
        cluster.agent("cpus:4;mem:1024;ephemeral_ports:[32768-60000]");

        var offer = cluster.subscribed().offer();

        assertThat(offer.getResourcesList())
                .extracting(resource -> resource.getName())
                .containsExactly("cpus", "mem");
    }

    @Test
    void describesTheAgentInTheOffer() {
        cluster.agent("cpus:4;mem:1024", "rack:r1");

        Offer offer = cluster.subscribed().offer();

        assertThat(offer.getHostname()).isEqualTo("host-0");
        assertThat(offer.getUrl().getPath()).isEqualTo("/slave(1)");
        assertThat(offer.getUrl().getAddress().getPort()).isEqualTo(5051);
        assertThat(offer.getAttributes(0).getText().getValue()).isEqualTo("r1");
        assertThat(offer.getResources(0).getRole()).isEqualTo("*");
        assertThat(offer.hasAllocationInfo()).isFalse();
        assertThat(offer.getId().getValue()).endsWith("-O0");
        assertThat(offer.getAgentId().getValue()).endsWith("-S0");
    }

    private static ExecutorInfo defaultExecutor(TestScheduler scheduler) {
        return executor("e", "cpus:0.1;mem:32;disk:1", it -> it.setType(ExecutorInfo.Type.DEFAULT)
                .setFrameworkId(scheduler.id()));
    }
}
