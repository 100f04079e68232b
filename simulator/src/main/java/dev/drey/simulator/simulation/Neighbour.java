/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Another framework, which lives until its master dies or it is torn down. */
final class Neighbour implements EventStream {
    private static final double LEFT_CPUS = 0.1;

    private final MasterModel master;
    private final Timeline timeline;
    private final Appetite appetite;
    private final Seam seam;
    private Optional<String> stream = Optional.empty();
    private FrameworkID id = FrameworkID.getDefaultInstance();
    private int launches;

    Neighbour(MasterModel master, Timeline timeline, Appetite appetite, Seam seam) {
        this.master = master;
        this.timeline = timeline;
        this.appetite = appetite;
        this.seam = seam;
    }

    void subscribe() {
        var info = FrameworkInfo.newBuilder()
                .setUser("nobody")
                .setName("neighbour")
                .setCheckpoint(true);
        var subscription = master.subscribe(
                Call.newBuilder()
                        .setType(Call.Type.SUBSCRIBE)
                        .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
                        .build(),
                Caller.ANONYMOUS,
                this);
        stream = Optional.of(subscription.streamId());
        seam.note("neighbour", Kind.BEGIN, "subscribes");
    }

    /** What the master calls it; empty as long as it does not. */
    Optional<String> id() {
        return Optional.of(id.getValue()).filter(known -> !known.isEmpty());
    }

    @Override
    public void send(Event event) {
        if (event.hasSubscribed()) {
            id = event.getSubscribed().getFrameworkId();
        } else if (event.hasOffers() && appetite != Appetite.SILENT) {
            event.getOffers().getOffersList().forEach(this::use);
        } else if (event.hasUpdate() && event.getUpdate().getStatus().hasUuid()) {
            acknowledge(event.getUpdate().getStatus());
        }
    }

    @Override
    public void close() {
        stream = Optional.empty();
    }

    private void use(Offer offer) {
        var offered = Resources.of(offer.getResourcesList());
        double cpus = offered.scalar("cpus") - LEFT_CPUS;
        var accept = Call.Accept.newBuilder().addOfferIds(offer.getId());
        if (appetite == Appetite.GREEDY) {
            accept.addOperations(launch(offer, offered));
        } else if (cpus > 0) {
            accept.addOperations(launch(offer, Resources.parse("cpus:" + cpus)));
        }
        call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
    }

    private Offer.Operation launch(Offer offer, Resources resources) {
        launches++;
        var task = TaskInfo.newBuilder()
                .setName("neighbour")
                .setTaskId(TaskID.newBuilder().setValue("n" + launches))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("run"))
                .addAllResources(resources.unallocated().toList());
        return Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))
                .build();
    }

    private void acknowledge(TaskStatus status) {
        call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(status.getAgentId())
                        .setTaskId(status.getTaskId())
                        .setUuid(status.getUuid())));
    }

    /* Later, as no master expects to be called while it sends. */
    private void call(Call.Builder call) {
        timeline.soon(
                "neighbour calls",
                () -> stream.ifPresent(
                        open -> master.call(call.setFrameworkId(id).build(), Caller.ANONYMOUS.withStreamId(open))));
    }
}
