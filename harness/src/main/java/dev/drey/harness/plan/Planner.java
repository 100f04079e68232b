/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.model.Offer;
import dev.drey.placement.Field;
import dev.drey.placement.Matcher;
import dev.drey.placement.Matching;
import dev.drey.placement.Occupancy;
import dev.drey.placement.Placement;
import dev.drey.placement.Shortfall;
import dev.drey.placement.Verdict;
import dev.drey.placement.Wanted;
import dev.drey.placement.WhyNot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Places workers on a dump, with the matcher that an appmaster places them with on offers. */
public final class Planner {
    private final ClusterDump dump;
    private final ConfiguredFleet fleet;
    private final PlanRequest request;
    private final Forecast forecast;

    private Planner(ClusterDump dump, ConfiguredFleet fleet, PlanRequest request) {
        this.dump = dump;
        this.fleet = fleet;
        this.request = request;
        this.forecast = new Forecast(dump, fleet.scheduler(), request);
    }

    /**
     * Plans.
     *
     * @throws DumpException if the framework that is to grow is not in the dump; the message names those that are
     */
    public static PlacementPlan plan(ClusterDump dump, ConfiguredFleet fleet, PlanRequest request)
            throws DumpException {
        return new Planner(dump, fleet, request).plan();
    }

    private PlacementPlan plan() throws DumpException {
        var wanted = new Wanted(fleet.worker(), request.workers());
        var matching = new Matcher(fleet.scheduler().placement())
                .match(forecast.offers(), List.of(wanted), new Occupancy(residents(), Set.of()));
        var placed = matching.placements().stream().map(Planner::placed).toList();
        return new PlacementPlan(
                fleet.worker(),
                request.workers(),
                placed,
                agents(placed, matching),
                placed.size() == request.workers() ? Optional.empty() : Optional.of(why(matching)),
                new Notes(dump, fleet.scheduler(), request).with(forecast));
    }

    private static PlacementPlan.Placed placed(Placement placement) {
        var allotment = placement.allotment();
        var pool = placement.pool();
        return new PlacementPlan.Placed(
                pool.agent().value(), pool.hostname(), pool.role(), allotment.resources(), allotment.ports());
    }

    /* What the workers that run already have for the fields of the rules is what their agents have today. */
    private List<Occupancy.Resident> residents() throws DumpException {
        if (request.framework().isEmpty()) {
            return List.of();
        }
        var fields = fleet.scheduler().placement().rules().fields();
        var residents = new ArrayList<Occupancy.Resident>();
        for (var id : framework(request.framework().get()).agents()) {
            var look = forecast.looks().get(id);
            if (look != null) {
                residents.add(new Occupancy.Resident(look.agent(), look.hostname(), values(look, fields)));
            }
        }
        return residents;
    }

    private static Map<String, String> values(Offer look, List<Field> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.stream().filter(field -> field.kind() != Field.Kind.TEXT).forEach(field -> field.on(look)
                .ifPresent(value -> values.put(field.name(), value)));
        return values;
    }

    private FrameworkDump framework(String id) throws DumpException {
        var known = dump.frameworks()
                .orElseThrow(() -> new DumpException(
                        "the dump tells nothing of frameworks, so --framework needs one of /state or of GET_STATE"));
        return known.stream()
                .filter(framework -> framework.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DumpException("there is no framework " + id + " in the dump; there are "
                        + known.stream()
                                .map(framework -> framework.id() + " (" + framework.name() + ")")
                                .collect(Collectors.joining(", ", "", known.isEmpty() ? "none" : ""))));
    }

    private List<PlacementPlan.AgentPlan> agents(List<PlacementPlan.Placed> placed, Matching matching) {
        Map<String, List<PlacementPlan.Placed>> workers =
                placed.stream().collect(Collectors.groupingBy(PlacementPlan.Placed::agent));
        Map<String, List<Verdict>> judged = matching.shortfalls().stream()
                .flatMap(shortfall -> shortfall.verdicts().stream())
                .collect(Collectors.groupingBy(verdict -> verdict.agent().value()));
        Map<String, List<Offer>> offers = forecast.offers().stream()
                .collect(Collectors.groupingBy(offer -> offer.agent().value()));
        return dump.agents().stream()
                .map(agent -> agent(
                        agent,
                        offers.getOrDefault(agent.id(), List.of()),
                        workers.getOrDefault(agent.id(), List.of()),
                        judged.getOrDefault(agent.id(), List.of())))
                .toList();
    }

    private PlacementPlan.AgentPlan agent(
            AgentDump agent, List<Offer> offers, List<PlacementPlan.Placed> workers, List<Verdict> verdicts) {
        var free = offers.stream().flatMap(offer -> offer.resources().stream()).toList();
        var stock = new Stock(free);
        workers.stream().flatMap(worker -> worker.resources().stream()).forEach(stock::take);
        return new PlacementPlan.AgentPlan(
                agent.id(),
                agent.hostname(),
                workers.size(),
                Optional.ofNullable(forecast.withheld().get(agent.id())),
                free,
                stock.left(),
                verdicts.stream()
                        .flatMap(verdict -> verdict.reasons().stream())
                        .map(Object::toString)
                        .toList());
    }

    private WhyNot why(Matching matching) {
        var offered = matching.shortfalls().stream()
                .map(Shortfall::whyNot)
                .findFirst()
                .orElse(new WhyNot(0, List.of(), 0, Optional.empty()));
        return offered.with(Outsiders.of(dump, forecast));
    }
}
