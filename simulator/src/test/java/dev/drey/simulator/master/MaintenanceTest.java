/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.Shutdown;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class MaintenanceTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent first = cluster.agent("cpus:2;mem:200");
    private final TestAgent second = cluster.agent("cpus:2;mem:200");

    @Test
    @DisplayName("C302 a schedule rescinds offers; new ones tell of it, and inverse offers come with them")
    void scheduleRescindsAndTells() {
        var scheduler = cluster.subscribed();
        var before = scheduler.offers();

        assertThat(schedule("host-0")).isEqualTo(200);

        assertThat(scheduler.rescinds())
                .containsExactlyInAnyOrderElementsOf(
                        before.stream().map(Offer::getId).toList());
        var offers = scheduler.offers();
        assertThat(offers).hasSize(2);
        assertThat(offers).allSatisfy(offer -> assertThat(offer.hasUnavailability())
                .isEqualTo(offer.getHostname().equals("host-0")));
        var inverse = scheduler.inverseOffers();
        assertThat(inverse).hasSize(1);
        assertThat(inverse.get(0).getAgentId()).isEqualTo(first.id());
        assertThat(inverse.get(0).getFrameworkId()).isEqualTo(scheduler.id());
        assertThat(inverse.get(0).getResourcesList()).isEmpty();
        assertThat(inverse.get(0).getUnavailability().getStart().getNanoseconds())
                .isEqualTo(1000);
        assertThat(inverse.get(0).getUrl().getPath()).isEqualTo("/slave(1)");
    }

    @Test
    @DisplayName("C303 inverse offers come back after every answer, and the status shows the last one")
    void inverseOffersComeBack() {
        var scheduler = withTaskOnFirst();
        schedule("host-0");
        var asked = onlyInverse(scheduler);
        assertThat(status().getDrainingMachines(0).getStatusesList()).isEmpty();

        scheduler.declineInverse(0, asked.getId());
        cluster.tick();
        var askedAgain = onlyInverse(scheduler);
        assertThat(answers()).containsExactly(InverseOfferStatus.Status.DECLINE);

        scheduler.acceptInverse(0, askedAgain.getId());
        cluster.tick();
        onlyInverse(scheduler);
        assertThat(answers()).containsExactly(InverseOfferStatus.Status.ACCEPT);
    }

    @Test
    @DisplayName("an answer keeps inverse offers away for refuse_seconds, unless REVIVE comes")
    void answersInstallFilters() {
        var scheduler = withTaskOnFirst();
        schedule("host-0");

        scheduler.acceptInverse(10, onlyInverse(scheduler).getId());
        cluster.advance(Duration.ofSeconds(9));
        assertThat(scheduler.inverseOffers()).isEmpty();
        cluster.advance(Duration.ofSeconds(2));
        scheduler.acceptInverse(1000, onlyInverse(scheduler).getId());
        cluster.tick();
        assertThat(scheduler.inverseOffers()).isEmpty();

        scheduler.call(Call.Type.REVIVE);
        onlyInverse(scheduler);
    }

    @Test
    @DisplayName("C306 ids of inverse offers that are not known are ignored")
    void ignoresUnknownInverseOffers() {
        var scheduler = withTaskOnFirst();
        schedule("host-0");
        var offer = scheduler.inverseOffers().get(0);

        var bad = offer.getId().toBuilder().setValue("no-such-offer").build();
        assertThat(scheduler.acceptInverse(0, bad).status()).isEqualTo(202);
        cluster.tick();

        assertThat(scheduler.inverseOffers()).isEmpty();
        assertThat(status().getDrainingMachines(0).getStatusesList()).isEmpty();
    }

    @Test
    @DisplayName("C307 only frameworks with something on the agent get an inverse offer")
    void asksOnlyThoseWhoHaveSomething() {
        var scheduler = withTaskOnFirst();
        var other = cluster.subscribed();
        cluster.tick();
        scheduler.offers();

        schedule("host-0", "host-1");
        cluster.tick();

        assertThat(scheduler.inverseOffers())
                .extracting(InverseOffer::getAgentId)
                .containsExactly(first.id());
        assertThat(other.inverseOffers()).extracting(InverseOffer::getAgentId).doesNotContain(first.id());
    }

    @Test
    @DisplayName("a new or empty schedule rescinds inverse offers, and so does the agent's disconnection")
    void rescindsInverseOffers() {
        var scheduler = withTaskOnFirst();
        schedule("host-0");
        var offer = onlyInverse(scheduler);

        schedule("host-0");
        assertThat(scheduler.inverseRescinds()).containsExactly(offer.getId());
        var another = onlyInverse(scheduler);
        first.disconnect();
        assertThat(scheduler.inverseRescinds()).containsExactly(another.getId());
        first.reregister();
        cluster.tick();
        var third = onlyInverse(scheduler);

        schedule();
        assertThat(scheduler.inverseRescinds()).containsExactly(third.getId());
        cluster.tick();
        assertThat(scheduler.inverseOffers()).isEmpty();
        assertThat(status()).isEqualTo(ClusterStatus.getDefaultInstance());
    }

    @Test
    @DisplayName("C305 a machine that goes DOWN loses its agent and tasks, and lets no agent in until it is UP")
    void machineDownAndUp() {
        var scheduler = withTaskOnFirst();
        scheduler.offers();
        schedule("host-0");

        assertThat(machines("START_MAINTENANCE", "host-0")).isEqualTo(200);

        assertThat(first.take(Shutdown.class)).hasSize(1);
        var update = scheduler.update();
        assertThat(update.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(update.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(scheduler.failures()).containsExactly(first.id());
        assertThat(status().getDownMachinesList()).hasSize(1);
        assertThat(schedule()).isEqualTo(400);
        first.reregister();
        first.register();
        cluster.settle();
        assertThat(first.take(Shutdown.class)).hasSize(2);
        assertThat(cluster.master().view().agents()).hasSize(1);

        assertThat(machines("STOP_MAINTENANCE", "host-0")).isEqualTo(200);
        first.register();
        cluster.settle();
        assertThat(cluster.master().view().agents()).hasSize(2);
        assertThat(scheduleOf(cluster)).isEqualTo(Schedule.getDefaultInstance());
    }

    @Test
    @DisplayName("C409 DOWN needs a scheduled machine, UP one that is DOWN, and both a list")
    void refusesWrongModes() {
        assertThat(machines("START_MAINTENANCE")).isEqualTo(400);
        assertThat(machines("START_MAINTENANCE", "host-0")).isEqualTo(400);
        schedule("host-0", "host-1");
        assertThat(machines("STOP_MAINTENANCE", "host-0")).isEqualTo(400);
        assertThat(machines("START_MAINTENANCE", "host-0", "host-0")).isEqualTo(400);
        assertThat(machines("START_MAINTENANCE", "HOST-0")).isEqualTo(200);
        assertThat(machines("START_MAINTENANCE", "host-0")).isEqualTo(400);
        assertThat(machines("STOP_MAINTENANCE")).isEqualTo(400);
        assertThat(machines("STOP_MAINTENANCE", "host-0")).isEqualTo(200);

        assertThat(scheduleOf(cluster).getWindows(0).getMachineIdsList())
                .extracting(machine -> machine.getHostname())
                .containsExactly("host-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'unavailability':{'start':{'nanoseconds':1}}}",
                "{'machine_ids':[{}],'unavailability':{'start':{'nanoseconds':1}}}",
                "{'machine_ids':[{'hostname':'a','ip':'x.y'}],'unavailability':{'start':{'nanoseconds':1}}}",
                "{'machine_ids':[{'hostname':'a'},{'hostname':'A'}],'unavailability':{'start':{'nanoseconds':1}}}",
                "{'machine_ids':[{'hostname':'a'}],"
                        + "'unavailability':{'start':{'nanoseconds':1},'duration':{'nanoseconds':-1}}}"
            })
    void refusesBadSchedules(String window) {
        assertThat(cluster.operated("{'type':'UPDATE_MAINTENANCE_SCHEDULE',"
                        + "'update_maintenance_schedule':{'schedule':{'windows':[" + window + "]}}}"))
                .isEqualTo(400);
    }

    @Test
    @DisplayName("schedule and modes survive the master; answers to inverse offers do not")
    void scheduleSurvivesTheMaster() {
        var scheduler = withTaskOnFirst();
        schedule("host-0", "host-1");
        machines("START_MAINTENANCE", "host-1");
        scheduler.acceptInverse(0, scheduler.inverseOffers().get(0).getId());

        cluster.failOver();
        first.reregister();
        scheduler.subscribe();
        cluster.settle();

        assertThat(onlyInverse(scheduler).getAgentId()).isEqualTo(first.id());
        assertThat(answers()).isEmpty();
        assertThat(status().getDownMachinesList()).hasSize(1);
    }

    private TestScheduler withTaskOnFirst() {
        var scheduler = cluster.subscribed(partitionAware());
        var offers = scheduler.offers();
        var mine = offers.stream()
                .filter(offer -> offer.getAgentId().equals(first.id()))
                .findFirst()
                .orElseThrow();
        scheduler.launch(mine, task("t", mine, "cpus:2;mem:200"));
        offers.stream().filter(offer -> offer != mine).forEach(offer -> scheduler.decline(100_000, offer));
        first.update("t", TaskState.TASK_RUNNING);
        scheduler.updates();
        return scheduler;
    }

    private static InverseOffer onlyInverse(TestScheduler scheduler) {
        var offers = scheduler.inverseOffers();
        assertThat(offers).hasSize(1);
        return offers.get(0);
    }

    private List<InverseOfferStatus.Status> answers() {
        return status().getDrainingMachines(0).getStatusesList().stream()
                .map(InverseOfferStatus::getStatus)
                .toList();
    }

    private ClusterStatus status() {
        return cluster.operate("{'type':'GET_MAINTENANCE_STATUS'}")
                .response()
                .orElseThrow()
                .getGetMaintenanceStatus()
                .getStatus();
    }

    private static Schedule scheduleOf(TestCluster cluster) {
        return cluster.operate("{'type':'GET_MAINTENANCE_SCHEDULE'}")
                .response()
                .orElseThrow()
                .getGetMaintenanceSchedule()
                .getSchedule();
    }

    private int schedule(String... hosts) {
        var window = "{'machine_ids':[" + ids(hosts) + "],'unavailability':{'start':{'nanoseconds':1000}}}";
        return cluster.operated("{'type':'UPDATE_MAINTENANCE_SCHEDULE','update_maintenance_schedule':"
                + "{'schedule':{'windows':[" + (hosts.length == 0 ? "" : window) + "]}}}");
    }

    private int machines(String type, String... hosts) {
        var field = type.toLowerCase(Locale.ROOT);
        return cluster.operated("{'type':'" + type + "','" + field + "':{'machines':[" + ids(hosts) + "]}}");
    }

    private static String ids(String... hosts) {
        return Arrays.stream(hosts)
                .map(host -> "{'hostname':'" + host + "','ip':'127.0.0.1'}")
                .collect(Collectors.joining(","));
    }
}
