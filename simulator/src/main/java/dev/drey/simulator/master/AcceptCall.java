/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Handles ACCEPT: consumes the offers, applies the operations in order, gives the rest back.
 *
 * <p>One bad offer voids all of the call. A bad operation is skipped, the later ones still run.
 */
final class AcceptCall {
    private final MasterState state;
    private final Launching launching;
    private final SpeculativeOperations operations;
    private final ResizeOperations resizing;
    private final Refusals refusals;
    private final OfferValidation validation;

    AcceptCall(MasterState state, TaskBook tasks, OperationBook book) {
        this.state = state;
        this.refusals = new Refusals(state, tasks);
        this.launching = new Launching(tasks, state.authorization, refusals);
        this.operations = new SpeculativeOperations(state, book, refusals);
        this.resizing = new ResizeOperations(book, refusals);
        this.validation = new OfferValidation(state.offers);
    }

    void accept(Framework framework, Call.Accept call) {
        var problem = validation.problem(framework, call.getOfferIdsList());
        if (problem.isPresent()) {
            refuseAll(framework, call, problem.get());
            return;
        }
        var ledger = consume(framework, call.getOfferIdsList());
        call.getOperationsList().forEach(operation -> apply(ledger, operation));
        giveBack(ledger, call.getFilters());
    }

    /* Offers of other frameworks are consumed too; their owners are not told. */
    private void refuseAll(Framework framework, Call.Accept call, String problem) {
        call.getOfferIdsList()
                .forEach(id -> state.offers.find(id).ifPresent(entry -> state.offers.discard(entry, Optional.empty())));
        var verdict = new Refusals.Verdict(
                TaskStates.orLost(framework, TaskState.TASK_DROPPED),
                TaskStatus.Reason.REASON_INVALID_OFFERS,
                "Task launched with invalid offers: " + problem);
        call.getOperationsList().forEach(operation -> refusals.refuse(framework, operation, verdict));
    }

    private Ledger consume(Framework framework, List<OfferID> ids) {
        var entries =
                ids.stream().map(state.offers::find).flatMap(Optional::stream).toList();
        entries.forEach(state.offers::consume);
        var offered = entries.stream().map(OfferBook.Entry::resources).reduce(Resources.NONE, Resources::plus);
        var first = entries.get(0);
        var agent = state.agents
                .find(first.offer().getAgentId())
                .orElseThrow(() -> new IllegalStateException("an offer outlived its agent: " + first));
        return new Ledger(framework, agent, first.role(), offered);
    }

    private void apply(Ledger ledger, Offer.Operation operation) {
        var forbidden = state.authorization.operationProblem(ledger.framework().info, operation);
        if (forbidden.isPresent()) {
            refusals.drop(ledger.framework(), operation, forbidden.get());
            return;
        }
        switch (operation.getType()) {
            case LAUNCH -> launching.launch(ledger, operation);
            case LAUNCH_GROUP -> launching.launchGroup(ledger, operation);
            case RESERVE, UNRESERVE, CREATE, DESTROY -> operations.apply(ledger, operation);
            case GROW_VOLUME, SHRINK_VOLUME -> resizing.apply(ledger, operation);
            case CREATE_DISK, DESTROY_DISK, UNKNOWN ->
                refusals.drop(ledger.framework(), operation, operation.getType() + " needs a resource provider");
        }
    }

    private void giveBack(Ledger ledger, Filters filters) {
        recover(ledger, ledger.convertedLeft(), Optional.empty());
        recover(ledger, ledger.untouchedLeft(), Optional.of(filters));
    }

    private void recover(Ledger ledger, Resources resources, Optional<Filters> filters) {
        state.allocator.recover(
                ledger.framework().id().getValue(), ledger.agent().name(), resources, filters);
    }
}
