/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mesosphere.mesos.rx.java.MesosClient;
import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.protobuf.SchedulerCalls;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rx.Observable;

/** A client library that others wrote, as it is published, leads a whole life against the live server. */
@Tag("wire")
class ThirdPartyClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<TaskState> states = new CopyOnWriteArrayList<>();
    private FrameworkID framework = FrameworkID.getDefaultInstance();
    private boolean launched;

    @Test
    void mesosRxjavaSubscribesLaunchesAcknowledgesKillsAndTearsDown() throws Exception {
        try (var cluster =
                LiveCluster.start(ClusterConfig.builder().port(PortRun.find(2)).build())) {
            var over = new CompletableFuture<String>();
            var subscription = client(cluster.masterUrl()).openStream();
            var waiting = new Thread(() -> {
                try {
                    subscription.await();
                    over.complete("");
                } catch (Throwable e) { // the library declares no less
                    over.complete(String.valueOf(e));
                }
            });
            waiting.setDaemon(true);
            waiting.start();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(states)
                    .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLED));
            await().atMost(PATIENCE).until(over::isDone); // TEARDOWN has ended the stream
        }
    }

    private MesosClient<Call, Event> client(String masterUrl) {
        var info = FrameworkInfo.newBuilder()
                .setName("third party")
                .setUser(System.getProperty("user.name"))
                .build();
        var subscribe = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        subscribe.getSubscribeBuilder().setFrameworkInfo(info);
        return ProtobufMesosClientBuilder.schedulerUsingProtos()
                .mesosUri(URI.create(masterUrl + "/api/v1/scheduler"))
                .applicationUserAgentEntry(UserAgentEntries.literal("drey-test", "1"))
                .subscribe(subscribe.build())
                .processStream(events -> events.flatMap(event -> Observable.from(answers(event))))
                .build();
    }

    private List<Optional<SinkOperation<Call>>> answers(Event event) {
        var calls = new ArrayList<Call>();
        switch (event.getType()) {
            case SUBSCRIBED -> framework = event.getSubscribed().getFrameworkId();
            case OFFERS -> calls.add(answer(event.getOffers().getOffersList()));
            case UPDATE -> calls.addAll(answers(event.getUpdate()));
            default -> assertThat(event.getType()).isEqualTo(Event.Type.HEARTBEAT);
        }
        return calls.stream().map(SinkOperations::sink).map(Optional::of).toList();
    }

    private Call answer(List<Offer> offers) {
        if (launched) {
            return SchedulerCalls.decline(
                    framework, offers.stream().map(Offer::getId).toList());
        }
        launched = true;
        var call = Call.newBuilder().setType(Call.Type.ACCEPT).setFrameworkId(framework);
        offers.forEach(offer -> call.getAcceptBuilder().addOfferIds(offer.getId()));
        call.getAcceptBuilder()
                .addOperationsBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .getLaunchBuilder()
                .addTaskInfos(task(offers.get(0)));
        return call.build();
    }

    private List<Call> answers(Event.Update update) {
        var status = update.getStatus();
        states.add(status.getState());
        var calls = new ArrayList<Call>();
        calls.add(SchedulerCalls.ackUpdate(framework, status.getUuid(), status.getAgentId(), status.getTaskId()));
        if (status.getState() == TaskState.TASK_RUNNING) {
            var kill = Call.newBuilder().setType(Call.Type.KILL).setFrameworkId(framework);
            kill.getKillBuilder().setTaskId(status.getTaskId());
            calls.add(kill.build());
        } else if (status.getState() == TaskState.TASK_KILLED) {
            calls.add(Call.newBuilder()
                    .setType(Call.Type.TEARDOWN)
                    .setFrameworkId(framework)
                    .build());
        }
        return calls;
    }

    private static TaskInfo.Builder task(Offer offer) {
        var task = TaskInfo.newBuilder().setName("task").setAgentId(offer.getAgentId());
        task.getTaskIdBuilder().setValue("t");
        task.getCommandBuilder().setValue("sleep 1000");
        for (var name : List.of("cpus", "mem")) {
            var resource = task.addResourcesBuilder().setName(name).setType(Value.Type.SCALAR);
            resource.getScalarBuilder().setValue(name.equals("cpus") ? 0.1 : 32);
        }
        return task;
    }
}
