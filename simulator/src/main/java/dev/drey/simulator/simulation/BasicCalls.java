/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import com.google.protobuf.ByteString;
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
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * The calls of a small framework with one role, {@code *}, that survives failovers and knows of partitions.
 *
 * <p>What is called while not subscribed is dropped, as Mesos would refuse it.
 */
public final class BasicCalls {
    private static final double REFUSE_SECONDS = 5;
    private static final double WEEK = 7 * 24 * 3600;

    private final Mesos mesos;
    private FrameworkID id = FrameworkID.getDefaultInstance();
    private boolean subscribed;

    public BasicCalls(Mesos mesos) {
        this.mesos = mesos;
    }

    /** SUBSCRIBE, with the id that the framework has already; empty if it has none. */
    public void subscribe(String name, String knownId) {
        subscribed = false;
        id = FrameworkID.newBuilder().setValue(knownId).build();
        var info = FrameworkInfo.newBuilder()
                .setUser("nobody")
                .setName(name)
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

    /** To be told of SUBSCRIBED; returns the id of the framework. */
    public String subscribed(Event.Subscribed event) {
        subscribed(event.getFrameworkId());
        return id.getValue();
    }

    void subscribed(FrameworkID newId) {
        id = newId;
        subscribed = true;
    }

    /** To be told of the end of the connection. */
    public void disconnected() {
        subscribed = false;
    }

    /** ACCEPT: launches a task on the offer, and gives the rest back. */
    public void accept(Offer offer, String task, Resources needs) {
        var info = TaskInfo.newBuilder()
                .setName(task)
                .setTaskId(TaskID.newBuilder().setValue(task))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("sleep 86400"))
                .addAllResources(needs.toList());
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

    /** DECLINE for five seconds. */
    public void decline(Collection<OfferID> offers) {
        decline(offers, REFUSE_SECONDS);
    }

    void declineForEver(Collection<OfferID> offers) {
        decline(offers, 100 * WEEK);
    }

    private void decline(Collection<OfferID> offers, double seconds) {
        send(Call.newBuilder()
                .setType(Call.Type.DECLINE)
                .setDecline(Call.Decline.newBuilder()
                        .addAllOfferIds(offers)
                        .setFilters(Filters.newBuilder().setRefuseSeconds(seconds))));
    }

    /** ACKNOWLEDGE, if the update asks for it. */
    public void acknowledge(TaskStatus status) {
        if (status.hasUuid()) {
            acknowledge(status, status.getUuid());
        }
    }

    void acknowledge(TaskStatus status, ByteString uuid) {
        send(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(status.getAgentId())
                        .setTaskId(status.getTaskId())
                        .setUuid(uuid)));
    }

    /** KILL; the agent may be the default instance. */
    public void kill(String task, AgentID agent) {
        var kill = Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task));
        if (!agent.getValue().isEmpty()) {
            kill.setAgentId(agent);
        }
        send(Call.newBuilder().setType(Call.Type.KILL).setKill(kill));
    }

    /** RECONCILE of these tasks, or of all that the master knows if there are none. */
    public void reconcile(Collection<String> tasks) {
        var reconcile = Call.Reconcile.newBuilder();
        tasks.forEach(task -> reconcile.addTasks(
                Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task))));
        send(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile));
    }

    public void suppress() {
        send(Call.newBuilder()
                .setType(Call.Type.SUPPRESS)
                .setSuppress(Call.Suppress.newBuilder().addAllRoles(List.of("*"))));
    }

    public void revive() {
        send(Call.newBuilder()
                .setType(Call.Type.REVIVE)
                .setRevive(Call.Revive.newBuilder().addAllRoles(List.of("*"))));
    }

    /** Gives the connection up and makes a new one. */
    public void reconnect() {
        mesos.reconnect();
    }

    private void send(Call.Builder call) {
        if (subscribed) {
            mesos.send(call.setFrameworkId(id).build());
        }
    }
}
