/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import com.google.protobuf.ByteString;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.resources.Resources;
import java.util.Collection;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The calls of the example scheduler. */
final class ExampleCalls {
    private static final double REFUSE_SECONDS = 5;
    private static final double WEEK = 7 * 24 * 3600;

    private final Mesos mesos;
    private FrameworkID id = FrameworkID.getDefaultInstance();

    ExampleCalls(Mesos mesos) {
        this.mesos = mesos;
    }

    void subscribe(String knownId) {
        id = FrameworkID.newBuilder().setValue(knownId).build();
        var info = FrameworkInfo.newBuilder()
                .setUser("nobody")
                .setName("example")
                .setFailoverTimeout(WEEK)
                .setCheckpoint(true)
                .addRoles("*")
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE));
        var call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        if (!knownId.isEmpty()) {
            info.setId(id);
            call.setFrameworkId(id);
        }
        mesos.send(call.setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
                .build());
    }

    void subscribed(FrameworkID newId) {
        id = newId;
    }

    void accept(Offer offer, String task, Plan.Cluster needs) {
        var info = TaskInfo.newBuilder()
                .setName("example")
                .setTaskId(TaskID.newBuilder().setValue(task))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("run"))
                .addAllResources(Resources.parse("cpus:" + needs.cpus() + ";mem:" + needs.mem())
                        .toList());
        var launch = Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(info));
        send(Call.newBuilder()
                .setType(Call.Type.ACCEPT)
                .setAccept(Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .addOperations(launch)
                        .setFilters(Filters.newBuilder().setRefuseSeconds(0))));
    }

    void decline(Collection<OfferID> offers) {
        send(Call.newBuilder()
                .setType(Call.Type.DECLINE)
                .setDecline(Call.Decline.newBuilder()
                        .addAllOfferIds(offers)
                        .setFilters(Filters.newBuilder().setRefuseSeconds(REFUSE_SECONDS))));
    }

    void acknowledge(TaskStatus status, ByteString uuid) {
        send(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(status.getAgentId())
                        .setTaskId(status.getTaskId())
                        .setUuid(uuid)));
    }

    void kill(String task, AgentID agent) {
        var kill = Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task));
        if (!agent.getValue().isEmpty()) {
            kill.setAgentId(agent);
        }
        send(Call.newBuilder().setType(Call.Type.KILL).setKill(kill));
    }

    void reconcile(Collection<String> tasks) {
        var reconcile = Call.Reconcile.newBuilder();
        tasks.forEach(task -> reconcile.addTasks(
                Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task))));
        send(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile));
    }

    void suppress() {
        send(Call.newBuilder()
                .setType(Call.Type.SUPPRESS)
                .setSuppress(Call.Suppress.newBuilder().addAllRoles(List.of("*"))));
    }

    void revive() {
        send(Call.newBuilder()
                .setType(Call.Type.REVIVE)
                .setRevive(Call.Revive.newBuilder().addAllRoles(List.of("*"))));
    }

    void reconnect() {
        mesos.reconnect();
    }

    private void send(Call.Builder call) {
        mesos.send(call.setFrameworkId(id).build());
    }
}
