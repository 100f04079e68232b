/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import dev.drey.placement.Matcher;
import dev.drey.placement.Occupancy;
import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Policy;
import dev.drey.placement.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Agents and workers of different sizes, a third of the cpus in use already: for the quality of packing. */
final class MixedWorkload {
    static final int AGENTS = 1000;
    static final int[] WORKER_CPUS = {1, 2, 6};
    private static final int[] AGENT_CPUS = {8, 16, 32};
    private static final int GIBIBYTE = 1024;
    private static final long SEED = 42;

    private final int[] cpus = new int[AGENTS];
    private final int[] mem = new int[AGENTS];
    private final List<List<Integer>> running = new ArrayList<>();

    /** How many workers were placed, and on how many agents that had none before. */
    record Result(int placed, int opened) {
        @Override
        public String toString() {
            return placed + ", " + opened;
        }
    }

    MixedWorkload() {
        var all = 0;
        for (var agent = 0; agent < AGENTS; agent++) {
            cpus[agent] = AGENT_CPUS[agent % AGENT_CPUS.length];
            mem[agent] = cpus[agent] * (agent % 5 == 4 ? 2 : 4) * GIBIBYTE;
            running.add(new ArrayList<>());
            all += cpus[agent];
        }
        var random = new Random(SEED);
        var used = 0;
        while (used < all * 0.3) {
            var agent = random.nextInt(AGENTS / 2) * 2;
            var size = WORKER_CPUS[random.nextInt(WORKER_CPUS.length)];
            if (cpus[agent] >= size && mem[agent] >= memOf(size)) {
                cpus[agent] -= size;
                mem[agent] -= memOf(size);
                running.get(agent).add(size);
                used += size;
            }
        }
    }

    static int memOf(int workerCpus) {
        return workerCpus * 4 * GIBIBYTE;
    }

    int cpus(int agent) {
        return cpus[agent];
    }

    int mem(int agent) {
        return mem[agent];
    }

    /** The sizes of the workers that run on an agent already. */
    List<Integer> running(int agent) {
        return running.get(agent);
    }

    /** Packs so many workers of each size. */
    Result drey(int each) {
        var offers = new ArrayList<Offer>();
        var residents = new ArrayList<Occupancy.Resident>();
        for (var agent = 0; agent < AGENTS; agent++) {
            var id = new AgentId("agent-" + agent);
            var host = Workload.host(agent);
            offers.add(offer(agent, id, host));
            running.get(agent).forEach(size -> residents.add(new Occupancy.Resident(id, host, Map.of())));
        }
        var wanted = new ArrayList<Wanted>();
        for (var size : WORKER_CPUS) {
            var needs = Map.of("cpus", Amount.of(size), "mem", Amount.of(memOf(size)));
            wanted.add(new Wanted(new WorkerProfile("cpus-" + size, needs, 0), each));
        }
        var matching = new Matcher(PlacementSettings.DEFAULT.with(Policy.BIN_PACK))
                .match(offers, wanted, new Occupancy(residents, Set.of()));
        var load = new Load();
        matching.placements()
                .forEach(placement -> load.add(placement.pool().hostname(), (int)
                        placement.profile().scalar("cpus").units()));
        return load.result();
    }

    private Offer offer(int agent, AgentId id, String host) {
        return new Offer(
                new OfferId("offer-" + agent),
                id,
                host,
                "*",
                List.of(Resource.scalar("cpus", Amount.of(cpus[agent])), Resource.scalar("mem", Amount.of(mem[agent]))),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** What was placed where, checked against what was free. */
    final class Load {
        private final Map<String, Integer> perHost = new TreeMap<>();
        private int placed;

        void add(String host, int size) {
            placed++;
            perHost.merge(host, size, Integer::sum);
        }

        Result result() {
            var opened = 0;
            for (var agent = 0; agent < AGENTS; agent++) {
                var load = perHost.getOrDefault(Workload.host(agent), 0);
                if (load > cpus[agent] || memOf(load) > mem[agent]) {
                    throw new IllegalStateException("agent " + agent + " holds more than it has");
                }
                opened += load > 0 && running.get(agent).isEmpty() ? 1 : 0;
            }
            return new Result(placed, opened);
        }
    }
}
