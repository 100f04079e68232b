/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToMaster.KnownTask;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MoreFailoverTest {
    private final TestCluster cluster = new TestCluster(MasterConfig.builder()
            .agentPingTimeout(Duration.ofSeconds(1))
            .maxAgentPingTimeouts(2)
            .registryGc(new MasterConfig.RegistryGc(Duration.ofMinutes(1), Duration.ofDays(14), 1))
            .build());
    private final TestAgent agent = cluster.agent("cpus:3;mem:1024");

    @Test
    @DisplayName("C037 re-subscribing with other roles moves offers, and leaves tasks of the old role alone")
    void changesRoles() {
        var scheduler = running(cluster.subscribed(roles("r1")));

        scheduler.change(info -> info.clearRoles().addRoles("r2")).subscribe();
        cluster.tick();

        assertThat(scheduler.offer().getAllocationInfo().getRole()).isEqualTo("r2");
        assertThat(scheduler.updates()).isEmpty();
        assertThat(cluster.master().view().frameworks().get(0).tasks()).hasSize(1);
    }

    @Test
    @DisplayName("C362 a framework may give up MULTI_ROLE")
    void givesUpMultiRole() {
        var scheduler = cluster.subscribed(roles("r1", "r2"));

        scheduler
                .change(info -> info.clearRoles().clearCapabilities().setRole("r1"))
                .subscribe();
        cluster.settle();

        assertThat(scheduler.errors()).containsOnly("Framework failed over");
    }

    @Test
    @DisplayName("C071 re-subscribing with all roles suppressed stops offers")
    void suppressesOnResubscription() {
        var scheduler = cluster.subscribed();
        scheduler.offers();

        scheduler.suppressing("*").subscribe();
        cluster.tick();

        assertThat(scheduler.offers()).isEmpty();
    }

    @Test
    @DisplayName("C077 a superseded instance cannot kill")
    void supersededInstanceCannotKill() {
        var first = running(cluster.subscribed());
        var second = first.successor().subscribe();
        cluster.settle();

        assertThat(first.kill("t").status()).isEqualTo(400);

        second.reconcile("t", agent.id());
        assertThat(second.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    @DisplayName("C169 C269 a new instance is offered what its tasks leave, under new ids")
    void offersAfreshAfterSchedulerFailover() {
        var first = running(cluster.subscribed());
        var second = first.successor().subscribe();
        cluster.tick();

        var offer = second.offer();
        assertThat(Resources.of(offer.getResourcesList()).unallocated()).isEqualTo(Resources.parse("cpus:2;mem:768"));
    }

    @Test
    @DisplayName("C171 when an agent is gone for good only the others are offered")
    void offersWhatIsLeft() {
        var scheduler = running(cluster.subscribed());
        agent.leave();
        var other = cluster.agent("cpus:1;mem:100");

        assertThat(scheduler.offers()).extracting(Offer::getAgentId).containsExactly(other.id());
    }

    @Test
    @DisplayName("C253 a partition that ends under the next master gives RUNNING to all kinds of frameworks")
    void partitionEndsUnderTheNextMaster() {
        var scheduler = running(cluster.subscribed(partitionAware()));
        agent.silent();
        cluster.advance(Duration.ofSeconds(5));
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);

        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();
        agent.talkative().reregister();

        var back = scheduler.update();
        assertThat(back.getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(back.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
    }

    @Test
    @DisplayName("C257 a framework that was away while its agent became unreachable learns it by reconciling")
    void learnsByReconciling() {
        var scheduler = running(cluster.subscribed());
        scheduler.disconnect();
        agent.silent();
        cluster.advance(Duration.ofSeconds(5));

        scheduler.subscribe();
        cluster.settle();
        scheduler.updates();
        scheduler.reconcile("t", agent.id());

        var answer = scheduler.update();
        assertThat(answer.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(answer.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    }

    @Test
    @DisplayName("C262 C403 the registry forgets the oldest unreachable agents")
    void forgetsOldUnreachableAgents() {
        var scheduler = cluster.subscribed(partitionAware());
        agent.silent();
        cluster.advance(Duration.ofSeconds(5));
        var second = cluster.agent("cpus:1;mem:100");
        second.silent();
        cluster.advance(Duration.ofSeconds(5));
        scheduler.reconcile("x", agent.id());
        scheduler.reconcile("x", second.id());
        assertThat(scheduler.updates())
                .allMatch(TaskStatus::hasUnreachableTime)
                .extracting(TaskStatus::getState)
                .containsOnly(TaskState.TASK_UNREACHABLE);

        cluster.advance(Duration.ofMinutes(1));

        scheduler.reconcile("x", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNKNOWN);
        scheduler.reconcile("x", second.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
    }

    @Test
    @DisplayName("C267 a task that survived its machine going DOWN is RUNNING again when the machine is UP")
    void tasksSurviveAMachineDown() {
        var scheduler = running(cluster.subscribed());
        var machine = "{'hostname':'host-0','ip':'127.0.0.1'}";
        cluster.operate("{'type':'UPDATE_MAINTENANCE_SCHEDULE','update_maintenance_schedule':{'schedule':{'windows':"
                + "[{'machine_ids':[" + machine + "],'unavailability':{'start':{'nanoseconds':1}}}]}}}");
        cluster.operate("{'type':'START_MAINTENANCE','start_maintenance':{'machines':[" + machine + "]}}");
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_LOST);

        cluster.operate("{'type':'STOP_MAINTENANCE','stop_maintenance':{'machines':[" + machine + "]}}");
        agent.reregister();

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        var framework = cluster.master().view().frameworks().get(0);
        assertThat(framework.completedTasks()).isEmpty();
        assertThat(framework.tasks()).hasSize(1);
    }

    @Test
    @DisplayName("C343 agents that are not back after a failover are listed as recovered")
    void listsRecoveredAgents() {
        cluster.failOver();

        assertThat(cluster.master().view().recoveredAgents())
                .extracting(info -> info.getId())
                .containsExactly(agent.id());
        assertThat(cluster.master().view().agents()).isEmpty();
    }

    @Test
    @DisplayName("C277 tasks that only their agent remembers are shown as completed; their framework stays active")
    void recoversCompletedTasks() {
        var scheduler = running(cluster.subscribed());
        var task = agent.task("t").orElseThrow();
        var finished = agent.update("t", TaskState.TASK_FINISHED);
        scheduler.acknowledge(finished);
        agent.forget("t");
        agent.completed.add(new KnownTask(scheduler.id(), task, finished, finished));

        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();
        agent.reregister();

        var framework = cluster.master().view().frameworks().get(0);
        assertThat(framework.active()).isTrue();
        assertThat(framework.completedTasks()).singleElement().satisfies(known -> assertThat(known.state())
                .isEqualTo(TaskState.TASK_FINISHED));
        agent.disconnect();
        agent.reregister();
        assertThat(cluster.master().view().frameworks().get(0).completedTasks()).hasSize(1);
    }

    @Test
    @DisplayName("C406 a framework that several agents name is recovered once")
    void recoversAFrameworkOnce() {
        var second = cluster.agent("cpus:3;mem:1024");
        var scheduler = cluster.subscribed();
        int number = 0;
        for (Offer offer : scheduler.offers()) {
            scheduler.accept(List.of(offer), TestTasks.launch(task("t" + number++, offer, "cpus:1")));
        }

        cluster.failOver();
        agent.reregister();
        second.reregister();

        var frameworks = cluster.master().view().frameworks();
        assertThat(frameworks).hasSize(1);
        assertThat(frameworks.get(0).tasks()).hasSize(2);
    }

    @Test
    @DisplayName("C061 C057 what changed while the master failed over is what the next one shows")
    void takesOverChangedInfo() {
        var scheduler = running(cluster.subscribed(roles("r1")));

        cluster.failOver();
        agent.reregister();
        scheduler
                .change(info -> info.setName("renamed").clearRoles().addRoles("r2"))
                .subscribe();
        cluster.tick();

        var framework = cluster.master().view().frameworks().get(0);
        assertThat(framework.info().getName()).isEqualTo("renamed");
        assertThat(framework.tasks()).hasSize(1);
        assertThat(scheduler.offer().getAllocationInfo().getRole()).isEqualTo("r2");
    }

    private TestScheduler running(TestScheduler scheduler) {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), TestTasks.launch(task("t", offer, "cpus:1;mem:256")));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
        return scheduler;
    }
}
