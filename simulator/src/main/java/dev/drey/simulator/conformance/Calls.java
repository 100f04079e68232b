/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Calls, without the id of the framework. */
public final class Calls {
    private Calls() {}

    /** A call that needs no more than its type. */
    public static Call.Builder of(Call.Type type) {
        return Call.newBuilder().setType(type);
    }

    public static Call.Builder decline(double refuseSeconds, Offer... offers) {
        var call = of(Call.Type.DECLINE);
        List.of(offers).forEach(offer -> call.getDeclineBuilder().addOfferIds(offer.getId()));
        call.getDeclineBuilder().getFiltersBuilder().setRefuseSeconds(refuseSeconds);
        return call;
    }

    /** ACCEPT, whose leftovers are wanted again at once. */
    public static Call.Builder accept(List<Offer> offers, Offer.Operation.Builder... operations) {
        var call = of(Call.Type.ACCEPT);
        offers.forEach(offer -> call.getAcceptBuilder().addOfferIds(offer.getId()));
        List.of(operations).forEach(call.getAcceptBuilder()::addOperations);
        call.getAcceptBuilder().getFiltersBuilder().setRefuseSeconds(0);
        return call;
    }

    public static Call.Builder accept(Offer offer, Offer.Operation.Builder... operations) {
        return accept(List.of(offer), operations);
    }

    public static Call.Builder launch(Offer offer, TaskInfo.Builder... tasks) {
        return accept(offer, launchOperation(tasks));
    }

    public static Offer.Operation.Builder launchOperation(TaskInfo.Builder... tasks) {
        var operation = Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH);
        List.of(tasks).forEach(operation.getLaunchBuilder()::addTaskInfos);
        return operation;
    }

    public static Call.Builder acknowledge(TaskStatus status) {
        var call = of(Call.Type.ACKNOWLEDGE);
        call.getAcknowledgeBuilder()
                .setAgentId(status.getAgentId())
                .setTaskId(status.getTaskId())
                .setUuid(status.getUuid());
        return call;
    }

    public static Call.Builder kill(String task) {
        var call = of(Call.Type.KILL);
        call.getKillBuilder().getTaskIdBuilder().setValue(task);
        return call;
    }

    public static Call.Builder kill(String task, AgentID agent) {
        var call = kill(task);
        call.getKillBuilder().setAgentId(agent);
        return call;
    }

    /** Implicit reconciliation. */
    public static Call.Builder reconcile() {
        var call = of(Call.Type.RECONCILE);
        call.getReconcileBuilder();
        return call;
    }

    public static Call.Builder reconcile(String task) {
        var call = reconcile();
        call.getReconcileBuilder().addTasksBuilder().getTaskIdBuilder().setValue(task);
        return call;
    }

    public static Call.Builder reconcile(String task, AgentID agent) {
        var call = reconcile();
        call.getReconcileBuilder()
                .addTasksBuilder()
                .setAgentId(agent)
                .getTaskIdBuilder()
                .setValue(task);
        return call;
    }

    public static Call.Builder suppress(String... roles) {
        var call = of(Call.Type.SUPPRESS);
        call.getSuppressBuilder().addAllRoles(List.of(roles));
        return call;
    }

    public static Call.Builder revive(String... roles) {
        var call = of(Call.Type.REVIVE);
        call.getReviveBuilder().addAllRoles(List.of(roles));
        return call;
    }
}
