/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** A scheduler that does what a test says. Reading events of a kind takes them off its list. */
final class TestScheduler implements EventStream {
    private final TestCluster cluster;
    private final List<Event> events = new ArrayList<>();
    private final List<String> suppressed = new ArrayList<>();
    private OfferConstraints constraints = OfferConstraints.getDefaultInstance();
    private Optional<String> principal = Optional.empty();
    private FrameworkInfo info;
    private String streamId = "";
    private boolean closed;

    TestScheduler(TestCluster cluster, UnaryOperator<FrameworkInfo.Builder> changes) {
        this.cluster = cluster;
        this.info = changes.apply(FrameworkInfo.newBuilder()
                        .setUser("nobody")
                        .setName("test")
                        .setFailoverTimeout(3600)
                        .setCheckpoint(true))
                .build();
    }

    static UnaryOperator<FrameworkInfo.Builder> partitionAware() {
        return with(Capability.Type.PARTITION_AWARE);
    }

    static UnaryOperator<FrameworkInfo.Builder> with(Capability.Type... types) {
        return info -> {
            Arrays.stream(types)
                    .forEach(
                            type -> info.addCapabilities(Capability.newBuilder().setType(type)));
            return info;
        };
    }

    static UnaryOperator<FrameworkInfo.Builder> roles(String... roles) {
        return info -> with(Capability.Type.MULTI_ROLE).apply(info).addAllRoles(List.of(roles));
    }

    @Override
    public void send(Event event) {
        events.add(event);
        if (event.hasSubscribed()) {
            info = info.toBuilder()
                    .setId(event.getSubscribed().getFrameworkId())
                    .build();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    TestScheduler suppressing(String... roles) {
        suppressed.addAll(List.of(roles));
        return this;
    }

    TestScheduler constrainedBy(OfferConstraints value) {
        constraints = value;
        return this;
    }

    TestScheduler as(String authenticated) {
        principal = Optional.of(authenticated);
        return this;
    }

    TestScheduler change(UnaryOperator<FrameworkInfo.Builder> changes) {
        info = changes.apply(info.toBuilder()).build();
        return this;
    }

    /** Another instance of the same framework. */
    TestScheduler successor() {
        return new TestScheduler(cluster, ignored -> info.toBuilder());
    }

    TestScheduler subscribe() {
        subscribe(new Caller(principal, Optional.empty()));
        return this;
    }

    Master.Subscription subscribe(Caller caller) {
        var call = Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder()
                        .setFrameworkInfo(info)
                        .setOfferConstraints(constraints)
                        .addAllSuppressedRoles(suppressed));
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        closed = false;
        var subscription = cluster.master().subscribe(call.build(), caller, this);
        streamId = subscription.streamId();
        return subscription;
    }

    /** The connection of its stream breaks. */
    void disconnect() {
        cluster.master().streamBroken(streamId);
        cluster.settle();
    }

    FrameworkID id() {
        return info.getId();
    }

    FrameworkInfo info() {
        return info;
    }

    Caller caller() {
        return new Caller(principal, Optional.of(streamId));
    }

    boolean isClosed() {
        return closed;
    }

    Answer call(Call.Builder call) {
        var answer = cluster.master().call(call.setFrameworkId(id()).build(), caller());
        cluster.settle();
        return answer;
    }

    Answer call(Call.Type type) {
        return call(Call.newBuilder().setType(type));
    }

    Answer decline(double refuseSeconds, Offer... offers) {
        var decline = Call.Decline.newBuilder().setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds));
        Arrays.stream(offers).forEach(offer -> decline.addOfferIds(offer.getId()));
        return call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(decline));
    }

    /** Accepts; what is left is refused for 1000 seconds. */
    Answer accept(List<Offer> offers, Offer.Operation... operations) {
        return accept(1000, offers, operations);
    }

    Answer accept(double refuseSeconds, List<Offer> offers, Offer.Operation... operations) {
        var accept = Call.Accept.newBuilder()
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))
                .addAllOperations(List.of(operations));
        offers.forEach(offer -> accept.addOfferIds(offer.getId()));
        return call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
    }

    Answer launch(Offer offer, TaskInfo... tasks) {
        return accept(List.of(offer), TestTasks.launch(tasks));
    }

    Answer kill(String task) {
        return call(Call.newBuilder()
                .setType(Call.Type.KILL)
                .setKill(Call.Kill.newBuilder().setTaskId(taskId(task))));
    }

    Answer acknowledge(TaskStatus status) {
        return call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE)
                .setAcknowledge(Call.Acknowledge.newBuilder()
                        .setAgentId(status.getAgentId())
                        .setTaskId(status.getTaskId())
                        .setUuid(status.getUuid())));
    }

    /** Asks for one task, naming its agent. */
    Answer reconcile(String task, AgentID agent) {
        return reconcile(Call.Reconcile.newBuilder()
                .addTasks(
                        Call.Reconcile.Task.newBuilder().setTaskId(taskId(task)).setAgentId(agent)));
    }

    Answer reconcile(String task) {
        return reconcile(Call.Reconcile.newBuilder()
                .addTasks(Call.Reconcile.Task.newBuilder().setTaskId(taskId(task))));
    }

    Answer reconcileAll() {
        return reconcile(Call.Reconcile.newBuilder());
    }

    private Answer reconcile(Call.Reconcile.Builder reconcile) {
        return call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile));
    }

    Answer updateFramework(String... suppressedRoles) {
        return call(Call.newBuilder()
                .setType(Call.Type.UPDATE_FRAMEWORK)
                .setUpdateFramework(Call.UpdateFramework.newBuilder()
                        .setFrameworkInfo(info)
                        .setOfferConstraints(constraints)
                        .addAllSuppressedRoles(List.of(suppressedRoles))));
    }

    List<Event.Type> eventTypes() {
        return events.stream().map(Event::getType).toList();
    }

    List<Offer> offers() {
        return take(Event.Type.OFFERS).stream()
                .flatMap(event -> event.getOffers().getOffersList().stream())
                .toList();
    }

    /** The only offer there is. */
    Offer offer() {
        var offers = offers();
        if (offers.size() != 1) {
            throw new AssertionError("expected one offer, found " + offers);
        }
        return offers.get(0);
    }

    List<TaskStatus> updates() {
        return take(Event.Type.UPDATE).stream()
                .map(event -> event.getUpdate().getStatus())
                .toList();
    }

    TaskStatus update() {
        var updates = updates();
        if (updates.size() != 1) {
            throw new AssertionError("expected one update, found " + updates);
        }
        return updates.get(0);
    }

    List<OperationStatus> operationUpdates() {
        return take(Event.Type.UPDATE_OPERATION_STATUS).stream()
                .map(event -> event.getUpdateOperationStatus().getStatus())
                .toList();
    }

    List<OfferID> rescinds() {
        return take(Event.Type.RESCIND).stream()
                .map(event -> event.getRescind().getOfferId())
                .toList();
    }

    List<InverseOffer> inverseOffers() {
        return take(Event.Type.INVERSE_OFFERS).stream()
                .flatMap(event -> event.getInverseOffers().getInverseOffersList().stream())
                .toList();
    }

    List<OfferID> inverseRescinds() {
        return take(Event.Type.RESCIND_INVERSE_OFFER).stream()
                .map(event -> event.getRescindInverseOffer().getInverseOfferId())
                .toList();
    }

    Answer acceptInverse(double refuseSeconds, OfferID... offers) {
        return call(Call.newBuilder()
                .setType(Call.Type.ACCEPT_INVERSE_OFFERS)
                .setAcceptInverseOffers(Call.AcceptInverseOffers.newBuilder()
                        .addAllInverseOfferIds(List.of(offers))
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))));
    }

    Answer declineInverse(double refuseSeconds, OfferID... offers) {
        return call(Call.newBuilder()
                .setType(Call.Type.DECLINE_INVERSE_OFFERS)
                .setDeclineInverseOffers(Call.DeclineInverseOffers.newBuilder()
                        .addAllInverseOfferIds(List.of(offers))
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))));
    }

    List<AgentID> failures() {
        return take(Event.Type.FAILURE).stream()
                .map(event -> event.getFailure().getAgentId())
                .toList();
    }

    List<String> errors() {
        return take(Event.Type.ERROR).stream()
                .map(event -> event.getError().getMessage())
                .toList();
    }

    List<Event> take(Event.Type type) {
        var taken = events.stream().filter(event -> event.getType() == type).toList();
        events.removeAll(taken);
        return taken;
    }

    private static TaskID taskId(String task) {
        return TaskID.newBuilder().setValue(task).build();
    }
}
