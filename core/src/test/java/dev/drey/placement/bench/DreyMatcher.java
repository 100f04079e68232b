/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import dev.drey.placement.Allotment;
import dev.drey.placement.Field;
import dev.drey.placement.Matcher;
import dev.drey.placement.Matching;
import dev.drey.placement.Occupancy;
import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Policy;
import dev.drey.placement.Rule;
import dev.drey.placement.RuleSet;
import dev.drey.placement.Terrain;
import dev.drey.placement.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drey's matcher on the workload. Offers are read when they come, before a round is timed. */
final class DreyMatcher {
    private static final Field RACK = Field.of("rack");

    private final Workload workload;
    private final PlacementSettings settings;
    private final List<Offer> offers = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Terrain terrain;
    private Terrain held;

    DreyMatcher(Workload workload) {
        this.workload = workload;
        this.settings = settings(workload.rules());
        for (var agent = 0; agent < workload.agents(); agent++) {
            offers.add(offer(agent));
        }
        var profile = new WorkerProfile(
                "worker",
                Map.of("cpus", Amount.of(Workload.WORKER_CPUS), "mem", Amount.of(Workload.WORKER_MEM)),
                Workload.WORKER_PORTS);
        if (workload.rules() == Workload.Rules.RACK_EQ) {
            for (var rack = 0; rack < Workload.RACKS; rack++) {
                wanted.add(new Wanted(profile, workload.workersOf(rack), new Rule.Is(RACK, "r" + rack)));
            }
        } else {
            wanted.add(new Wanted(profile, workload.workers()));
        }
        terrain = read();
    }

    /** Reads all offers. */
    Terrain read() {
        return Terrain.reading(fields()).holding(offers);
    }

    /** Reads the last of all offers, while the others were read before. */
    Terrain readMore(int last) {
        if (held == null) {
            held = Terrain.reading(fields()).holding(offers.subList(0, offers.size() - last));
        }
        return held.holding(offers);
    }

    private List<Field> fields() {
        return workload.rules() == Workload.Rules.RACK_EQ
                ? List.of(RACK)
                : settings.rules().fields();
    }

    private static PlacementSettings settings(Workload.Rules rules) {
        var none = PlacementSettings.DEFAULT;
        return switch (rules) {
            case FIRST, RACK_EQ -> none;
            case BINPACK -> none.with(Policy.BIN_PACK);
            case RACK_SET -> none.with(new RuleSet(new Rule.Like(RACK, "r[0-4]"), List.of()));
            case UNIQUE -> none.with(new RuleSet(new Rule.Unique(Field.of("hostname")), List.of()));
        };
    }

    private static Offer offer(int agent) {
        return new Offer(
                new OfferId("offer-" + agent),
                new AgentId("agent-%05d".formatted(agent)),
                Workload.host(agent),
                "*",
                List.of(
                        Resource.scalar("cpus", Amount.of(Workload.AGENT_CPUS)),
                        Resource.scalar("mem", Amount.of(Workload.AGENT_MEM)),
                        Resource.ranges("ports", new Resource.Range(Workload.FIRST_PORT, Workload.LAST_PORT))),
                List.of(new Attribute("rack", new Attribute.Text("r" + Workload.rack(agent)))),
                Optional.empty(),
                Optional.empty());
    }

    /** Places all workers; what each of them takes is settled, to the thousandth and the port number. */
    Matching round() {
        return new Matcher(settings).match(terrain, wanted, Occupancy.NONE);
    }

    /** The same, and the resources of each worker written down as an ACCEPT has them. */
    List<Allotment> writtenDown() {
        var placements = round().placements();
        var allotments = new ArrayList<Allotment>(placements.size());
        for (var placement : placements) {
            allotments.add(placement.allotment());
        }
        return allotments;
    }

    /* Workers of one rule are alike, so whichever of them is the next takes the next place of its rule. */
    void check(Matching matching) {
        var agentOf = new int[workload.workers()];
        Arrays.fill(agentOf, -1);
        var next = new int[Workload.RACKS];
        for (var placement : matching.placements()) {
            var agent = Integer.parseInt(placement.pool().hostname().substring("host-".length()));
            var isByRack = workload.rules() == Workload.Rules.RACK_EQ;
            var rack = isByRack ? Workload.rack(agent) : 0;
            var worker = isByRack ? next[rack]++ * Workload.RACKS + rack : next[rack]++;
            agentOf[worker] = agent;
        }
        workload.check(agentOf);
    }
}
