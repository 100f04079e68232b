/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.resources.AttributeText;
import dev.drey.simulator.resources.Resources;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ListArbitrary;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Arbitraries of what Mesos sends, for property tests with jqwik. All is valid for a real master, and shrinks to one
 * cpu, little memory and nothing else.
 *
 * <p>For plans of faults see {@link PlanArbitraries}; {@link MesosDomain} makes them all known to a test class.
 */
public final class MesosArbitraries {
    private static final String ROLE = "*";
    private static final int AGENTS = 1000;
    private static final int FIRST_PORT = 1024;
    private static final int LAST_PORT = 65_535;
    private static final int LARGEST_GAP = 2_000;

    private MesosArbitraries() {}

    /** Cpus and memory, often ports, sometimes disk and gpus; not allocated, and reserved for nobody. */
    public static Arbitrary<Resources> resources() {
        return texts("").map(Resources::parse);
    }

    /** The same, some of it reserved for the role. */
    public static Arbitrary<Resources> resourcesReservedFor(String role) {
        var reserved = texts("(" + role + ")").optional(0.5).map(text -> text.orElse(""));
        return Combinators.combine(texts(""), reserved)
                .as((free, kept) -> Resources.parse(kept.isEmpty() ? free : free + ";" + kept));
    }

    /** Up to four attributes of different names: texts, numbers and ranges. */
    public static Arbitrary<List<Attribute>> attributes() {
        var rack = Arbitraries.integers().between(0, 20).map(number -> "rack:r" + number);
        var zone = Arbitraries.of("zone:a", "zone:b", "zone:c");
        var level = Arbitraries.integers().between(0, 10).map(number -> "level:" + number + ".5");
        var slots = Arbitraries.integers().between(1, 100).map(number -> "slots:[1-" + number + "]");
        return Combinators.combine(rack.optional(0.5), zone.optional(0.5), level.optional(0.3), slots.optional(0.3))
                .as((a, b, c, d) -> Stream.of(a, b, c, d)
                        .flatMap(java.util.Optional::stream)
                        .collect(Collectors.joining(";")))
                .map(AttributeText::parse);
    }

    /** Agents as they register: without an id. */
    public static Arbitrary<AgentInfo> agents() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, AGENTS - 1), resourcesReservedFor("prod"), attributes())
                .as((number, resources, attributes) -> AgentInfo.newBuilder()
                        .setHostname("host-" + number)
                        .setPort(5051)
                        .addAllResources(resources.toList())
                        .addAllAttributes(attributes)
                        .build());
    }

    /** An offer to the role {@code *}. */
    public static Arbitrary<Offer> offers() {
        return offersTo(ROLE);
    }

    /** An offer to a role. Some of the resources may be reserved for it, unless it is {@code *}. */
    public static Arbitrary<Offer> offersTo(String role) {
        var resources = role.equals(ROLE) ? resources() : resourcesReservedFor(role);
        return Combinators.combine(
                        Arbitraries.integers().between(0, AGENTS - 1),
                        Arbitraries.integers().between(0, 1_000_000),
                        resources,
                        attributes())
                .as((agent, number, offered, attributes) -> offer(role, agent, number, offered, attributes));
    }

    /** Some offers to the role {@code *} as they may be there at one moment: each of another id and another agent. */
    public static ListArbitrary<Offer> offerBatches() {
        return offers().list()
                .uniqueElements(offer -> offer.getId().getValue())
                .uniqueElements(offer -> offer.getAgentId().getValue())
                .ofMaxSize(20);
    }

    private static Offer offer(String role, int agent, int number, Resources offered, List<Attribute> attributes) {
        List<Resource> allocated = offered.allocatedTo(role).toList();
        return Offer.newBuilder()
                .setId(OfferID.newBuilder().setValue("master-O" + number))
                .setFrameworkId(FrameworkID.newBuilder().setValue("master-0000"))
                .setAgentId(AgentID.newBuilder().setValue("master-S" + agent))
                .setHostname("host-" + agent)
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role))
                .addAllResources(allocated)
                .addAllAttributes(attributes)
                .build();
    }

    private static Arbitrary<String> texts(String suffix) {
        var cpus = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.1"), new BigDecimal("64"))
                .ofScale(1)
                .shrinkTowards(BigDecimal.ONE)
                .map(amount -> "cpus" + suffix + ":" + amount.toPlainString());
        var mem = scalars("mem" + suffix, 32, 262_144);
        var disk = scalars("disk" + suffix, 32, 4_194_304).optional(0.3);
        var gpus = scalars("gpus" + suffix, 1, 8).optional(0.1);
        return Combinators.combine(cpus, mem, disk, gpus, ports(suffix).optional(0.6))
                .as((a, b, c, d, e) -> Stream.of(Stream.of(a, b), c.stream(), d.stream(), e.stream())
                        .flatMap(part -> part)
                        .collect(Collectors.joining(";")));
    }

    private static Arbitrary<String> scalars(String name, int least, int most) {
        return Arbitraries.integers().between(least, most).map(amount -> name + ":" + amount);
    }

    /* Ranges that neither touch nor overlap, as a master shows them. */
    private static Arbitrary<String> ports(String suffix) {
        return Arbitraries.integers()
                .between(2, LARGEST_GAP)
                .list()
                .ofMinSize(2)
                .ofMaxSize(10)
                .map(gaps -> {
                    var ranges = new java.util.ArrayList<String>();
                    int next = FIRST_PORT;
                    for (int i = 0; i + 1 < gaps.size(); i += 2) {
                        int first = next + gaps.get(i);
                        int last = Math.min(LAST_PORT, first + gaps.get(i + 1) - 2);
                        ranges.add(String.format(Locale.ROOT, "%d-%d", first, last));
                        next = last;
                    }
                    return "ports" + suffix + ":[" + String.join(",", ranges) + "]";
                });
    }
}
