/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Another framework in good order: keeps some tasks running, and gives back what it has no use for. */
final class Guest {
    private static final Duration ANSWER = Duration.ofMillis(10);
    private static final Set<TaskState> ENDS = EnumSet.of(
            TaskState.TASK_FINISHED,
            TaskState.TASK_FAILED,
            TaskState.TASK_KILLED,
            TaskState.TASK_ERROR,
            TaskState.TASK_LOST);
    private static final double FAILOVER_SECONDS = 7 * 24 * 3600;

    private final Plan.Guest wishes;
    private final Masters masters;
    private final Seam seam;
    private final Timeline timeline;
    private final Resources task;
    private final Set<String> tasks = new LinkedHashSet<>();
    private FrameworkID id = FrameworkID.getDefaultInstance();
    private Optional<Line> line = Optional.empty();
    private int launched;

    Guest(Plan.Guest wishes, Masters masters, Timeline timeline, Seam seam) {
        this.wishes = wishes;
        this.masters = masters;
        this.timeline = timeline;
        this.seam = seam;
        this.task = Resources.parse(wishes.task());
    }

    void subscribe(MasterModel master) {
        var opened = new Line(master);
        line = Optional.of(opened);
        opened.open();
    }

    void disconnected() {
        line = Optional.empty();
    }

    private FrameworkInfo info() {
        var info = FrameworkInfo.newBuilder()
                .setUser("nobody")
                .setName(wishes.name())
                .setCheckpoint(true)
                .setFailoverTimeout(FAILOVER_SECONDS)
                .addRoles(wishes.role())
                .addCapabilities(
                        FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE));
        if (id.hasValue()) {
            info.setId(id);
        }
        return info.build();
    }

    private TaskInfo next(Offer offer, List<Resource> taken) {
        launched++;
        var name = wishes.name() + "-" + launched;
        tasks.add(name);
        return TaskInfo.newBuilder()
                .setName(name)
                .setTaskId(TaskID.newBuilder().setValue(name))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("run"))
                .addAllResources(taken)
                .build();
    }

    /* Scalars only, of whatever kind they are offered in the order of the offer; empty if there is not enough. */
    private Optional<List<Resource>> take(Offer offer) {
        var taken = new ArrayList<Resource>();
        for (var need : task.toList()) {
            double missing = need.getScalar().getValue();
            for (var there : offer.getResourcesList()) {
                if (missing > 0 && there.getName().equals(need.getName())) {
                    double part = Math.min(missing, there.getScalar().getValue());
                    missing -= part;
                    taken.add(there.toBuilder()
                            .setScalar(Value.Scalar.newBuilder().setValue(part))
                            .build());
                }
            }
            if (missing > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(taken);
    }

    /** Its connection to one master. */
    private final class Line implements EventStream {
        private final MasterModel master;
        private Caller caller = Caller.ANONYMOUS;

        Line(MasterModel master) {
            this.master = master;
        }

        void open() {
            var call = Call.newBuilder()
                    .setType(Call.Type.SUBSCRIBE)
                    .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info()));
            if (id.hasValue()) {
                call.setFrameworkId(id);
            }
            seam.note(wishes.name(), Kind.BEGIN, "subscribes");
            var subscription = master.subscribe(call.build(), Caller.ANONYMOUS, this);
            caller = Caller.ANONYMOUS.withStreamId(subscription.streamId());
        }

        @Override
        public void send(Event event) {
            if (event.hasSubscribed()) {
                id = event.getSubscribed().getFrameworkId();
            }
            timeline.after(ANSWER, "guest answers", () -> on(event));
        }

        private void on(Event event) {
            if (line.filter(current -> current == this).isPresent() && masters.leads(master)) {
                event.getOffers().getOffersList().forEach(this::onOffer);
                if (event.hasUpdate()) {
                    onUpdate(event.getUpdate().getStatus());
                }
            }
        }

        private void onOffer(Offer offer) {
            var wanted = tasks.size() < wishes.tasks() ? take(offer) : Optional.<List<Resource>>empty();
            var call = Call.newBuilder();
            if (wanted.isPresent()) {
                call.setType(Call.Type.ACCEPT)
                        .setAccept(Call.Accept.newBuilder()
                                .addOfferIds(offer.getId())
                                .addOperations(Offer.Operation.newBuilder()
                                        .setType(Offer.Operation.Type.LAUNCH)
                                        .setLaunch(Offer.Operation.Launch.newBuilder()
                                                .addTaskInfos(next(offer, wanted.get())))));
            } else {
                call.setType(Call.Type.DECLINE)
                        .setDecline(Call.Decline.newBuilder().addOfferIds(offer.getId()));
            }
            master.call(call.setFrameworkId(id).build(), caller);
        }

        private void onUpdate(TaskStatus status) {
            if (ENDS.contains(status.getState())) {
                tasks.remove(status.getTaskId().getValue());
            }
            if (status.hasUuid()) {
                master.call(
                        Call.newBuilder()
                                .setType(Call.Type.ACKNOWLEDGE)
                                .setFrameworkId(id)
                                .setAcknowledge(Call.Acknowledge.newBuilder()
                                        .setAgentId(status.getAgentId())
                                        .setTaskId(status.getTaskId())
                                        .setUuid(status.getUuid()))
                                .build(),
                        caller);
            }
        }

        @Override
        public void close() {}
    }
}
