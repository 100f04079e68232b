/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.mesos.OfferTranslator;
import dev.drey.model.Amount;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.SchedulerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos;

/**
 * What the master would offer to the framework, if all that is free came to it at once.
 *
 * <p>The rules are those of the master's allocator (mesos: master/allocator/mesos/hierarchical.cpp): an agent is
 * offered to a role with what is not reserved and what is reserved for this role or one above it. Nothing is offered
 * twice: what is not reserved goes to the role that has most kinds of resources reserved on the agent, then to the
 * first by name.
 */
final class Forecast {
    private final ClusterDump.Master master;
    private final SchedulerSettings settings;
    private final PlanRequest request;
    private final OfferTranslator translator = new OfferTranslator(Claim.ANY_ROLE);
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Offer> looks = new LinkedHashMap<>();
    private final Map<String, Withheld> withheld = new LinkedHashMap<>();
    private final Map<String, Map<String, Amount>> reservedForOthers = new LinkedHashMap<>();
    private final Set<String> otherRoles = new TreeSet<>();

    Forecast(ClusterDump dump, SchedulerSettings settings, PlanRequest request) {
        this.master = dump.master();
        this.settings = settings;
        this.request = request;
        dump.agents().forEach(this::add);
    }

    List<Offer> offers() {
        return offers;
    }

    /** Each agent by its id as rules look at it, also one that is not offered. */
    Map<String, Offer> looks() {
        return looks;
    }

    /** The ids of agents that are not offered or would not be used, and why. */
    Map<String, Withheld> withheld() {
        return withheld;
    }

    /** By host name of the agent what is free there but reserved for roles that the framework has not. */
    Map<String, Map<String, Amount>> reservedForOthers() {
        return reservedForOthers;
    }

    Set<String> otherRoles() {
        return otherRoles;
    }

    /** What is free on an agent, whoever may use it. */
    static Stock free(AgentDump agent, PlanRequest request) {
        var stock = new Stock(agent.total());
        agent.claims().stream()
                .filter(claim -> claim.kind() == Claim.Kind.USE || request.leavesOffered(claim))
                .forEach(stock::take);
        return stock;
    }

    private void add(AgentDump agent) {
        var look = look(agent);
        looks.put(agent.id(), look);
        var reason = agent.outOfService().or(() -> hidden(agent)).or(() -> look.unavailability()
                .filter(window -> settings.maintenance().avoids(request.now(), window))
                .map(window -> Withheld.maintenance(window.start())));
        if (reason.isPresent()) {
            withheld.put(agent.id(), reason.get());
        } else {
            offer(agent, look);
        }
    }

    private Optional<Withheld> hidden(AgentDump agent) {
        var capabilities = settings.framework().capabilities();
        var hasGpus =
                agent.total().stream().anyMatch(resource -> resource.name().equals("gpus"));
        if (master.filtersGpus() && hasGpus && !capabilities.contains("GPU_RESOURCES")) {
            return Optional.of(Withheld.GPUS);
        }
        if (capabilities.contains("REGION_AWARE") || master.region().isEmpty()) {
            return Optional.empty();
        }
        return agent.region()
                .filter(region -> !master.region().equals(Optional.of(region)))
                .map(Withheld::region);
    }

    /* Made by the same code as an offer of a live master. */
    private Offer look(AgentDump agent) {
        var offer = Protos.Offer.newBuilder()
                .setId(Protos.OfferID.newBuilder().setValue("of " + agent.id()))
                .setFrameworkId(Protos.FrameworkID.newBuilder().setValue("plan"))
                .setAgentId(Protos.AgentID.newBuilder().setValue(agent.id()))
                .setHostname(agent.hostname())
                .addAllAttributes(agent.attributes());
        agent.identity().domain().ifPresent(offer::setDomain);
        request.maintenance().of(agent.identity()).ifPresent(offer::setUnavailability);
        return translator.fromMesos(offer.build());
    }

    private void offer(AgentDump agent, Offer look) {
        Map<String, List<Resource>> shares = new TreeMap<>();
        var unreserved = new ArrayList<Resource>();
        for (var resource : free(agent, request).left()) {
            if (!resource.isReserved()) {
                unreserved.add(resource);
            } else if (isOffered(resource)) {
                shares.computeIfAbsent(user(resource).orElseThrow(), role -> new ArrayList<>())
                        .add(resource);
            } else {
                keep(agent, resource);
            }
        }
        var first = shares.entrySet().stream()
                .max(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.size(), other.size())))
                .map(Map.Entry::getKey)
                .orElse(settings.framework().roles().iterator().next());
        shares.computeIfAbsent(first, role -> new ArrayList<>()).addAll(unreserved);
        shares.forEach((role, resources) -> offers.add(offer(look, role, resources)));
    }

    private static Offer offer(Offer look, String role, List<Resource> resources) {
        return new Offer(
                new OfferId("of " + look.agent() + " to " + role.replace('/', ' ')),
                look.agent(),
                look.hostname(),
                role,
                resources,
                look.attributes(),
                look.domain(),
                look.unavailability());
    }

    /* Refined reservations are only offered to frameworks that know of them. */
    private boolean isOffered(Resource resource) {
        return user(resource).isPresent()
                && (resource.reservations().size() == 1 || knowsRefinement(settings.framework()));
    }

    private static boolean knowsRefinement(FrameworkSettings framework) {
        return framework.capabilities().contains("RESERVATION_REFINEMENT");
    }

    /** The role of the framework that may use this. */
    private Optional<String> user(Resource resource) {
        var owner = owner(resource.reservations());
        return settings.framework().roles().stream()
                .filter(role -> role.equals(owner) || role.startsWith(owner + "/"))
                .findFirst();
    }

    private static String owner(List<Reservation> reservations) {
        return reservations.get(reservations.size() - 1).role();
    }

    private void keep(AgentDump agent, Resource resource) {
        if (resource.value() instanceof Resource.Scalar scalar) {
            otherRoles.add(owner(resource.reservations()));
            reservedForOthers
                    .computeIfAbsent(agent.hostname(), host -> new TreeMap<>())
                    .merge(resource.name(), scalar.amount(), Amount::plus);
        }
    }
}
