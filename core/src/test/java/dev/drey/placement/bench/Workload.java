/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import java.util.List;
import java.util.stream.IntStream;

/** The homogeneous workload in plain numbers, for every matcher the same: 8 workers fit on an agent. */
public record Workload(int agents, int workers, Rules rules) {
    static final int RACKS = 20;
    static final int CLOSE_RACKS = 5;
    static final int PER_AGENT = 8;
    static final double AGENT_CPUS = 16;
    static final double AGENT_MEM = 65_536;
    static final int FIRST_PORT = 31_000;
    static final int LAST_PORT = 32_000;
    static final double WORKER_CPUS = 2;
    static final double WORKER_MEM = 8_192;
    static final int WORKER_PORTS = 2;

    /** What placements have to obey. */
    public enum Rules {
        /** Nothing. */
        FIRST,
        /** Nothing, but few agents are better. */
        BINPACK,
        /** Worker i on rack i mod 20. */
        RACK_EQ,
        /** Racks 0 to 4. */
        RACK_SET,
        /** One worker on a host. */
        UNIQUE
    }

    /** A workload of a size like {@code 100x100}. */
    static Workload of(String size, Rules rules) {
        var parts = size.split("x");
        return new Workload(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), rules);
    }

    static String host(int agent) {
        return "host-%05d".formatted(agent);
    }

    static int rack(int agent) {
        return agent % RACKS;
    }

    /** Whether worker {@code worker} may be on agent {@code agent}, apart from UNIQUE. */
    boolean mayBe(int worker, int agent) {
        return switch (rules) {
            case RACK_EQ -> rack(agent) == worker % RACKS;
            case RACK_SET -> rack(agent) < CLOSE_RACKS;
            default -> true;
        };
    }

    /** How many can be placed at best. */
    int placeable() {
        return switch (rules) {
            case FIRST, BINPACK -> Math.min(workers, PER_AGENT * agents);
            case UNIQUE -> Math.min(workers, agents);
            case RACK_SET -> Math.min(workers, PER_AGENT * agentsIn(List.of(0, 1, 2, 3, 4)));
            case RACK_EQ ->
                IntStream.range(0, RACKS)
                        .map(rack -> Math.min(workersOf(rack), PER_AGENT * agentsIn(List.of(rack))))
                        .sum();
        };
    }

    int workersOf(int rack) {
        return (workers - rack + RACKS - 1) / RACKS;
    }

    private int agentsIn(List<Integer> racks) {
        return (int) IntStream.range(0, agents)
                .filter(agent -> racks.contains(rack(agent)))
                .count();
    }

    /** Throws unless {@code agentOf} (per worker its agent, or -1) is legal and as good as can be. */
    void check(int[] agentOf) {
        var perAgent = new int[agents];
        var placed = 0;
        for (var worker = 0; worker < agentOf.length; worker++) {
            if (agentOf[worker] >= 0) {
                placed++;
                perAgent[agentOf[worker]]++;
                require(mayBe(worker, agentOf[worker]), "worker " + worker + " is on agent " + agentOf[worker]);
            }
        }
        var most = rules == Rules.UNIQUE ? 1 : PER_AGENT;
        for (var count : perAgent) {
            require(count <= most, count + " workers are on one agent");
        }
        require(placed == placeable(), placed + " workers are placed, " + placeable() + " can be");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(this + ": " + otherwise);
        }
    }
}
