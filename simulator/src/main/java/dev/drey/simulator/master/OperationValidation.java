/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Volume;

/** What makes reservations and volumes valid; resources come in the stack form, with their allocation. */
final class OperationValidation {
    private final Ledger ledger;

    OperationValidation(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Operations with an id need agents that tell what becomes of them. */
    static Optional<String> feedbackProblem(Agent agent, Offer.Operation operation) {
        boolean told = agent.can(AgentInfo.Capability.Type.RESOURCE_PROVIDER)
                && agent.can(AgentInfo.Capability.Type.AGENT_OPERATION_FEEDBACK);
        return operation.hasId() && !told
                ? Optional.of("The agent does not give feedback on operations")
                : Optional.empty();
    }

    Optional<String> reserveProblem(List<Resource> resources) {
        return commonProblem(resources)
                .or(() ->
                        none(resources, kind -> !ResourceForm.isDynamicallyReserved(kind), "not dynamically reserved"))
                .or(() -> none(resources, Resource::hasRevocable, "revocable"))
                .or(() -> none(
                        resources,
                        kind -> kind.getReservationsCount() > 1
                                && !ledger.agent().can(AgentInfo.Capability.Type.RESERVATION_REFINEMENT),
                        "reserved in a way that the agent does not know"))
                .or(() -> none(resources, kind -> kind.getDisk().hasPersistence(), "a persistent volume"))
                .or(() -> none(resources, kind -> !isForOwnRole(kind), "not reserved to the role of the offer"))
                .or(() -> principalProblem(resources, OperationValidation::reservationPrincipal));
    }

    Optional<String> unreserveProblem(List<Resource> resources) {
        return commonProblem(resources)
                .or(() ->
                        none(resources, kind -> !ResourceForm.isDynamicallyReserved(kind), "not dynamically reserved"))
                .or(() -> none(resources, kind -> kind.getDisk().hasPersistence(), "a persistent volume"));
    }

    Optional<String> createProblem(List<Resource> volumes) {
        boolean mayShare = ledger.framework().has(Capability.Type.SHARED_RESOURCES);
        return commonProblem(volumes)
                .or(() -> none(volumes, kind -> !kind.getDisk().hasPersistence(), "not a persistent volume"))
                .or(() -> none(
                        volumes, kind -> kind.getDisk().getVolume().getMode() != Volume.Mode.RW, "a read-only volume"))
                .or(() -> none(volumes, kind -> kind.hasShared() && !mayShare, "shared, which needs SHARED_RESOURCES"))
                .or(() -> duplicateProblem(volumes))
                .or(() -> principalProblem(volumes, OperationValidation::volumePrincipal));
    }

    Optional<String> destroyProblem(List<Resource> volumes) {
        return commonProblem(volumes)
                .or(() -> none(volumes, kind -> !kind.getDisk().hasPersistence(), "not a persistent volume"))
                .or(() -> none(
                        volumes,
                        kind -> !ledger.agent()
                                .total
                                .contains(Resources.of(kind).unallocated()),
                        "not on the agent"))
                .or(() -> none(volumes, this::isInUse, "in use"));
    }

    private Optional<String> commonProblem(List<Resource> resources) {
        if (resources.isEmpty()) {
            return Optional.of("No resources specified");
        }
        var providers = new LinkedHashSet<String>();
        resources.forEach(resource -> providers.add(resource.getProviderId().getValue()));
        if (providers.size() > 1) {
            return Optional.of("The resources belong to several resource providers");
        }
        return ResourceValidation.problem(resources)
                .or(() -> none(
                        resources,
                        kind -> !kind.getAllocationInfo().getRole().equals(ledger.role()),
                        "allocated to another role"));
    }

    private static Optional<String> none(List<Resource> resources, Predicate<Resource> bad, String what) {
        return resources.stream()
                .filter(bad)
                .map(resource -> "Resource '" + resource.getName() + "' is " + what)
                .findFirst();
    }

    private boolean isForOwnRole(Resource resource) {
        return ResourceForm.reservedTo(resource).equals(Optional.of(ledger.role()))
                && ledger.framework().roles().contains(ledger.role());
    }

    private Optional<String> principalProblem(
            List<Resource> resources, Function<Resource, Optional<String>> principal) {
        FrameworkInfo info = ledger.framework().info;
        return info.hasPrincipal()
                ? none(
                        resources,
                        kind -> !principal.apply(kind).equals(Optional.of(info.getPrincipal())),
                        "of another principal than '" + info.getPrincipal() + "'")
                : Optional.empty();
    }

    private static Optional<String> reservationPrincipal(Resource resource) {
        var innermost = resource.getReservations(resource.getReservationsCount() - 1);
        return innermost.hasPrincipal() ? Optional.of(innermost.getPrincipal()) : Optional.empty();
    }

    private static Optional<String> volumePrincipal(Resource resource) {
        var persistence = resource.getDisk().getPersistence();
        return persistence.hasPrincipal() ? Optional.of(persistence.getPrincipal()) : Optional.empty();
    }

    private Optional<String> duplicateProblem(List<Resource> volumes) {
        var names = new LinkedHashSet<String>();
        ledger.agent().total.toList().forEach(known -> volumeName(known).ifPresent(names::add));
        return none(volumes, kind -> !names.add(volumeName(kind).orElseThrow()), "a volume whose id is already in use");
    }

    private static Optional<String> volumeName(Resource resource) {
        return resource.getDisk().hasPersistence()
                ? Optional.of(ResourceForm.reservedTo(resource).orElse(ResourceForm.ANY_ROLE) + " "
                        + resource.getDisk().getPersistence().getId())
                : Optional.empty();
    }

    private boolean isInUse(Resource volume) {
        var wanted = Resources.of(volume).unallocated();
        return ledger.agent().usedByFramework().values().stream()
                .anyMatch(used -> used.unallocated().contains(wanted));
    }
}
