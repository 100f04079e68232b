/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.EventTranslator;
import dev.drey.mesos.FakeMaster;
import dev.drey.mesos.Frameworks;
import dev.drey.mesos.HttpMesos;
import dev.drey.mesos.MesosConnection;
import dev.drey.model.Amount;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.store.FileStore;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler, its loop, a file store and HTTP together, against a scripted master. */
@Tag("wire")
class WholeShellTest {
    private static final FrameworkSettings SETTINGS =
            Frameworks.settings(Set.of("eng"), Set.of("MULTI_ROLE", "PARTITION_AWARE"));

    final FakeMaster master = new FakeMaster();
    private final List<FleetEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    private Path dir;

    private SchedulerLoop loop;

    @AfterEach
    void stop() {
        loop.close();
        master.close();
    }

    @Test
    void launchesAWorkerAndFindsItAgainAfterARestart() throws Exception {
        var profile = new WorkerProfile("default", Map.of("cpus", new Amount(1000)), 0);
        loop = loop();
        assertThat(loop.open()).isEmpty();
        loop.start();
        loop.declare(profile, 1);
        await().until(() -> loop.isSubscribed());

        master.emit(offer());

        var accept = awaitCall(Call.Type.ACCEPT).getAccept();
        var task = accept.getOperations(0).getLaunch().getTaskInfos(0);
        assertThat(task.getAgentId().getValue()).isEqualTo("a-1");
        await().until(() -> events.stream().anyMatch(FleetEvent.WorkerLaunched.class::isInstance));
        loop.close();
        master.requests.clear();

        loop = loop();
        assertThat(loop.open())
                .extracting(worker -> worker.task())
                .containsExactly(new TaskId(task.getTaskId().getValue()));
        loop.start();

        var subscribe = awaitCall(Call.Type.SUBSCRIBE);
        assertThat(subscribe.getFrameworkId().getValue()).isEqualTo(FakeMaster.FRAMEWORK);
        var reconcile = awaitCall(Call.Type.RECONCILE).getReconcile();
        assertThat(reconcile.getTasksList())
                .extracting(Call.Reconcile.Task::getTaskId)
                .contains(task.getTaskId());
        loop.teardown();
        assertThat(master.calls()).contains(Call.Type.TEARDOWN);
    }

    MesosConnection.Factory transport() {
        return HttpMesos.factory(new HttpMesos.Settings(master.hostPort(), Optional.empty(), Optional.empty()));
    }

    private Call awaitCall(Call.Type type) {
        await().until(() -> master.calls().contains(type));
        return master.requests.get(master.calls().indexOf(type)).call();
    }

    private SchedulerLoop loop() {
        var settings = SchedulerSettings.of(SETTINGS, "w");
        return new SchedulerLoop(new SchedulerLoop.Wiring(
                new FileStore(dir.resolve("store")),
                opened -> new Scheduler(settings, opened)::step,
                transport(),
                new EventTranslator(SETTINGS),
                new CallTranslator(SETTINGS, (launch, framework) -> TaskInfo.newBuilder()),
                new Listener()));
    }

    private final class Listener implements WorkerFleet.Listener {
        @Override
        public void on(FleetEvent event) {
            events.add(event);
        }

        @Override
        public void halted(Effect.Halt.Reason reason, String message) {
            throw new AssertionError(reason + ": " + message);
        }
    }

    private static Event offer() {
        var event = Event.newBuilder().setType(Event.Type.OFFERS);
        var offer = event.getOffersBuilder().addOffersBuilder();
        offer.getIdBuilder().setValue("o-1");
        offer.getFrameworkIdBuilder().setValue(FakeMaster.FRAMEWORK);
        offer.getAgentIdBuilder().setValue("a-1");
        offer.setHostname("host-1").getAllocationInfoBuilder().setRole("eng");
        offer.addResourcesBuilder()
                .setName("cpus")
                .setType(Protos.Value.Type.SCALAR)
                .getScalarBuilder()
                .setValue(4);
        return event.build();
    }
}
