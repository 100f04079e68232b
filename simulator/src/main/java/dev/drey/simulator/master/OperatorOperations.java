/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Reservations and volumes by the hand of an operator. Offers that hold what is needed are taken back, with a filter
 * that keeps it from being offered again at once.
 */
final class OperatorOperations {
    private final MasterState state;

    OperatorOperations(MasterState state) {
        this.state = state;
    }

    Answer apply(AgentID id, Offer.Operation asked) {
        var agent = state.agents.find(id);
        if (agent.isEmpty()) {
            return Answer.refused(400, "No agent found with ID '" + id.getValue() + "'");
        }
        var named = OperationConversion.resourcesOf(asked);
        var resources = named.stream().map(ResourceForm::toStack).toList();
        var problem = ResourceValidation.problem(named).or(() -> problem(agent.get(), asked, resources));
        if (problem.isPresent()) {
            return Answer.refused(400, "Invalid operation: " + problem.get());
        }
        var operation = OperationConversion.withResources(asked, resources);
        var conversion = OperationConversion.of(operation, resources);
        rescindFor(agent.get(), conversion.consumed());
        return free(agent.get()).contains(conversion.consumed())
                ? apply(agent.get(), operation, conversion)
                : Answer.refused(409, "Agent '" + id.getValue() + "' has not enough free: " + conversion.consumed());
    }

    private Answer apply(Agent agent, Offer.Operation operation, Conversion conversion) {
        agent.total = conversion.apply(agent.total);
        state.allocator.convertFree(agent.name(), conversion);
        agent.send(new ApplyOperation(
                FrameworkID.getDefaultInstance(),
                operation,
                state.ids.nextOperation(),
                conversion.consumed().toList(),
                conversion.converted().toList()));
        return Answer.ACCEPTED;
    }

    private void rescindFor(Agent agent, Resources needed) {
        var missing = needed.minus(free(agent));
        for (OfferBook.Entry entry : state.offers.on(agent)) {
            var rest = missing.minus(entry.resources().unallocated());
            if (!rest.equals(missing)) {
                missing = rest;
                state.offers.rescind(entry, Optional.of(Filters.getDefaultInstance()));
            }
        }
    }

    private Resources free(Agent agent) {
        var free = agent.total;
        for (Resources used : agent.usedByFramework().values()) {
            free = free.minus(used.unallocated());
        }
        for (OfferBook.Entry entry : state.offers.on(agent)) {
            free = free.minus(entry.resources().unallocated());
        }
        for (Conversion held : agent.resizes.values()) {
            free = free.minus(held.unallocated().consumed());
        }
        return free;
    }

    private Optional<String> problem(Agent agent, Offer.Operation operation, List<Resource> resources) {
        if (resources.isEmpty()) {
            return Optional.of("No resources specified");
        }
        return switch (operation.getType()) {
            case RESERVE, UNRESERVE ->
                first(resources, kind -> !ResourceForm.isDynamicallyReserved(kind), "not dynamically reserved")
                        .or(() -> first(resources, kind -> kind.getDisk().hasPersistence(), "a persistent volume"))
                        .or(() -> first(resources, Resource::hasRevocable, "revocable"));
            case CREATE ->
                first(resources, kind -> !kind.getDisk().hasPersistence(), "not a persistent volume")
                        .or(() -> first(resources, kind -> hasVolume(agent, kind), "a volume whose id is in use"));
            case DESTROY ->
                first(resources, kind -> !kind.getDisk().hasPersistence(), "not a persistent volume")
                        .or(() -> first(resources, kind -> !hasVolume(agent, kind), "not on the agent"));
            default -> Optional.of(operation.getType() + " is not for operators");
        };
    }

    private static boolean hasVolume(Agent agent, Resource volume) {
        return agent.total.toList().stream()
                .anyMatch(kind -> kind.getDisk().hasPersistence()
                        && ResourceForm.reservedTo(kind).equals(ResourceForm.reservedTo(volume))
                        && kind.getDisk()
                                .getPersistence()
                                .getId()
                                .equals(volume.getDisk().getPersistence().getId()));
    }

    private static Optional<String> first(List<Resource> resources, Predicate<Resource> bad, String what) {
        return resources.stream()
                .filter(bad)
                .map(resource -> "Resource '" + resource.getName() + "' is " + what)
                .findFirst();
    }
}
