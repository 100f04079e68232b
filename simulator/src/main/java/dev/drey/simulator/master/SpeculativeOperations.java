/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;

/**
 * RESERVE, UNRESERVE, CREATE and DESTROY: the master takes for granted that they succeed, so that later
 * operations of the same ACCEPT can use their outcome.
 */
final class SpeculativeOperations {
    private final MasterState state;
    private final OperationBook book;
    private final Refusals refusals;

    SpeculativeOperations(MasterState state, OperationBook book, Refusals refusals) {
        this.state = state;
        this.book = book;
        this.refusals = refusals;
    }

    void apply(Ledger ledger, Offer.Operation operation) {
        var asked = OperationConversion.resourcesOf(operation);
        var problem = ResourceValidation.problem(asked)
                .or(() -> sourceProblem(operation))
                .or(() -> OperationValidation.feedbackProblem(ledger.agent(), operation));
        if (problem.isPresent()) {
            refusals.drop(ledger.framework(), operation, problem.get());
            return;
        }
        var resources = ledger.prepared().resources(asked);
        problem = problem(ledger, operation, resources);
        if (problem.isPresent()) {
            refusals.drop(ledger.framework(), operation, problem.get());
            return;
        }
        var conversion = OperationConversion.of(operation, resources);
        if (!ledger.remaining().contains(conversion.consumed())) {
            refusals.drop(ledger.framework(), operation, "The offers do not contain " + conversion.consumed());
            return;
        }
        apply(ledger, operation, resources, conversion);
    }

    private void apply(Ledger ledger, Offer.Operation operation, List<Resource> resources, Conversion conversion) {
        var agent = ledger.agent();
        if (operation.getType() == Offer.Operation.Type.DESTROY) {
            rescindOffersOf(agent, conversion.consumed().unallocated());
        }
        ledger.convert(conversion);
        agent.total = conversion.unallocated().apply(agent.total);
        state.allocator.convert(ledger.framework().id().getValue(), agent.name(), ledger.role(), conversion);
        book.applied(ledger, OperationConversion.withResources(operation, resources), conversion);
    }

    /* A shared volume may be in several offers. */
    private void rescindOffersOf(Agent agent, Resources volumes) {
        for (OfferBook.Entry entry : state.offers.on(agent)) {
            var offered = entry.resources().unallocated();
            if (!offered.minus(volumes).equals(offered)) {
                state.offers.rescind(entry);
            }
        }
    }

    private static Optional<String> problem(Ledger ledger, Offer.Operation operation, List<Resource> resources) {
        var validation = new OperationValidation(ledger);
        return switch (operation.getType()) {
            case RESERVE -> validation.reserveProblem(resources);
            case UNRESERVE -> validation.unreserveProblem(resources);
            case CREATE -> validation.createProblem(resources);
            case DESTROY -> validation.destroyProblem(resources);
            default -> throw new IllegalStateException("not speculative: " + operation.getType());
        };
    }

    private static Optional<String> sourceProblem(Offer.Operation operation) {
        return operation.getReserve().getSourceCount() > 0
                ? Optional.of("'source' of RESERVE is not supported in the scheduler API")
                : Optional.empty();
    }
}
