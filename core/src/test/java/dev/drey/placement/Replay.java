/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Offer;
import dev.drey.model.WorkerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Follows a matching worker by worker, with its own idea of what is left and which rules hold. */
final class Replay {
    private final List<Offer> offers;
    private final List<Placement> placements = new ArrayList<>();
    private final List<Offer> placed = new ArrayList<>();

    Replay(List<Offer> offers) {
        this.offers = offers;
    }

    static Replay of(List<Offer> offers, Matching matching) {
        var replay = new Replay(offers);
        matching.placements().forEach(replay::place);
        return replay;
    }

    void place(Placement placement) {
        placements.add(placement);
        placed.add(group(placement.pool()).get(0));
    }

    /** All offers of one agent to one role, for each of these. */
    List<List<Offer>> groups() {
        var groups = new ArrayList<List<Offer>>();
        for (var offer : offers) {
            var group = groups.stream()
                    .filter(other -> isAlike(other.get(0), offer))
                    .findFirst();
            if (group.isPresent()) {
                group.get().add(offer);
            } else {
                groups.add(new ArrayList<>(List.of(offer)));
            }
        }
        return groups;
    }

    private static boolean isAlike(Offer one, Offer other) {
        return one.agent().equals(other.agent()) && one.role().equals(other.role());
    }

    List<Offer> group(Pool pool) {
        return group(pool.agent().value(), pool.role());
    }

    List<Offer> group(String agent, String role) {
        return groups().stream()
                .filter(group -> group.get(0).agent().value().equals(agent))
                .filter(group -> group.get(0).role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** What is left of a resource, in thousandths (ports: in ones). */
    long left(List<Offer> group, String resource) {
        var taken = placements.stream()
                .filter(placement -> isAlike(group(placement.pool()).get(0), group.get(0)))
                .flatMap(placement -> placement.allotment().resources().stream())
                .filter(part -> part.name().equals(resource))
                .mapToLong(ReferenceRules::size)
                .sum();
        return ReferenceRules.offered(group, resource) - taken;
    }

    boolean holds(Rule rule, List<Offer> group) {
        return new ReferenceRules(group.get(0), placed).holds(rule);
    }

    boolean hasRoom(List<Offer> group, WorkerProfile profile) {
        return Stream.of("cpus", "mem")
                        .allMatch(name ->
                                left(group, name) >= profile.scalar(name).millis())
                && left(group, "ports") >= profile.ports();
    }

    long capacity(List<Offer> group, WorkerProfile profile) {
        var byScalars = Stream.of("cpus", "mem")
                .filter(name -> !profile.scalar(name).isZero())
                .mapToLong(name -> left(group, name) / profile.scalar(name).millis())
                .min()
                .orElse(Long.MAX_VALUE);
        return profile.ports() == 0 ? byScalars : Math.min(byScalars, left(group, "ports") / profile.ports());
    }
}
