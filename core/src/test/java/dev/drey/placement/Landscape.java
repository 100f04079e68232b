/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.ports;
import static dev.drey.placement.Offers.reservedTo;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random offers, rules and workers: few different values, so that they meet. */
final class Landscape extends DomainContextBase {
    private static final List<Field> FIELDS = List.of(
            Field.of("hostname"),
            Field.of("rack"),
            Field.of("rack"),
            Field.of("gen"),
            Field.of("disks"),
            Field.of("ids"),
            Field.of("@region"),
            Field.of("@zone"),
            Field.of("nobody has this"));

    /** Offers of some agents; those of one agent have the same attributes and are for one or two roles. */
    record Offered(List<Offer> offers) {}

    /** What is wanted: profiles have different names. */
    record Requests(List<Wanted> wanted) {
        List<Wanted> without(Rule rule) {
            return wanted.stream()
                    .map(want -> new Wanted(want.profile(), want.count(), rule))
                    .toList();
        }
    }

    private record Agent(int number, int host, int rack, int gen, int zone, boolean isMany) {}

    private record Part(int agent, int role, long cpus, long mem, int ports, int reservation) {}

    @Provide
    Arbitrary<Offered> offered() {
        var agents = Combinators.combine(
                        Arbitraries.just(0),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(Agent::new)
                .list()
                .ofSize(6);
        var parts = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 6000),
                        Arbitraries.longs().between(0, 6000),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 4))
                .as(Part::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        return Combinators.combine(agents, parts).as(Landscape::offered);
    }

    private static Offered offered(List<Agent> agents, List<Part> parts) {
        var offers = new ArrayList<Offer>();
        for (var part : parts) {
            offers.add(offer(offers.size(), agents.get(part.agent()), part));
        }
        return new Offered(offers);
    }

    private static Offer offer(int number, Agent agent, Part part) {
        var begin = 31000 + 10L * number;
        var resources = new ArrayList<>(List.of(millis("cpus", part.cpus()), millis("mem", part.mem())));
        if (part.ports() > 0) {
            resources.add(ports(begin, begin + part.ports() - 1));
        }
        var role = part.role() == 0 ? "eng/web" : "eng";
        if (part.reservation() == 1) {
            resources.add(reservedTo(cpus(0.7), "eng"));
            resources.add(reservedTo(ports(begin + 8, begin + 9), role));
        } else if (part.reservation() == 2) {
            resources.add(reservedTo(mem(0.333), role));
        }
        return new Offer(
                new OfferId("o-" + number),
                new AgentId("a-" + part.agent()),
                "host-" + agent.host(),
                role,
                resources,
                attributes(agent),
                agent.zone() == 0 ? Optional.empty() : Optional.of(new Offer.Domain("region", "zone-" + agent.zone())),
                Optional.empty());
    }

    private static List<Attribute> attributes(Agent agent) {
        var attributes = new ArrayList<Attribute>();
        if (agent.rack() > 0) {
            attributes.add(new Attribute("rack", new Attribute.Text("r" + agent.rack())));
        }
        if (agent.gen() > 0) {
            attributes.add(new Attribute("gen", new Attribute.Number(new Amount(agent.gen() * 500L))));
        }
        attributes.add(
                new Attribute("disks", new Attribute.Items(agent.isMany() ? List.of("ssd", "hdd") : List.of("hdd"))));
        attributes.add(new Attribute("rack", new Attribute.Text("second value, which does not count")));
        attributes.add(
                new Attribute("ids", new Attribute.Intervals(List.of(new Resource.Range(1, agent.isMany() ? 9 : 4)))));
        return attributes;
    }

    private static Resource millis(String name, long millis) {
        return Resource.scalar(name, new Amount(millis));
    }

    @Provide
    Arbitrary<Requests> requests() {
        var one = Combinators.combine(
                        Arbitraries.longs().between(1, 3000),
                        Arbitraries.longs().between(0, 3000),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 12))
                .as((cpus, mem, ports, count) -> new Wanted(
                        new WorkerProfile("p", Map.of("cpus", new Amount(cpus), "mem", new Amount(mem)), ports),
                        count));
        return one.list().ofMinSize(1).ofMaxSize(3).map(Landscape::named);
    }

    private static Requests named(List<Wanted> wanted) {
        var named = new ArrayList<Wanted>();
        for (var want : wanted) {
            var profile = want.profile();
            named.add(new Wanted(
                    new WorkerProfile("p" + named.size(), profile.scalars(), profile.ports()), want.count()));
        }
        return new Requests(named);
    }

    @Provide
    Arbitrary<Rule> rules() {
        return rules(2);
    }

    private static Arbitrary<Rule> rules(int depth) {
        if (depth == 0) {
            return constraints();
        }
        var parts = Arbitraries.lazy(() -> rules(depth - 1)).list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(4, constraints()),
                Tuple.of(2, parts.map(Rule.All::new)),
                Tuple.of(2, parts.map(Rule.AnyOf::new)),
                Tuple.of(1, Arbitraries.lazy(() -> rules(depth - 1)).map(Rule.Not::new)));
    }

    private static Arbitrary<Rule> constraints() {
        var fields = Arbitraries.of(FIELDS);
        var values = Arbitraries.of(
                "r1", "r2", "host-1", "host-2", "0.50", "1", "1.5", "{ssd,hdd}", "{hdd}", "[1-4]", "zone-1", "region");
        var regexes = Arbitraries.of("r[12]", "host-.*", ".*", "1|0\\.5", ".*ssd.*", "zone-[^1]", "x y");
        var hostAttributes = Arbitraries.of("HOSTNAME", "rack", "gen", "hostname");
        var numbers = Arbitraries.integers().between(1, 3);
        return Arbitraries.oneOf(
                fields.map(Rule.Unique::new),
                Combinators.combine(fields, numbers).as(Rule.MaxPer::new),
                Combinators.combine(fields, numbers).as((field, least) -> new Rule.GroupBy(field, least - 1)),
                Combinators.combine(fields, values).as(Rule.Is::new),
                Combinators.combine(hostAttributes, values)
                        .as((name, value) -> new Rule.HostAttribute(Field.ofHostAttribute(name), value)),
                Combinators.combine(fields, regexes).as(Rule.Like::new),
                Combinators.combine(fields, regexes).as(Rule.Unlike::new),
                Combinators.combine(fields, values.optional()).as(Rule.Cluster::new));
    }

    @Provide
    Arbitrary<Policy> policies() {
        return Arbitraries.of(Policy.class);
    }
}
