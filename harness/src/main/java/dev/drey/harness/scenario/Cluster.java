/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Mesos cluster, and who else is on it. */
public record Cluster(Masters masters, List<Group> groups, List<Neighbour> neighbours, List<Quota> quotas) {
    public Cluster {
        groups = List.copyOf(groups);
        neighbours = List.copyOf(neighbours);
        quotas = List.copyOf(quotas);
    }

    /**
     * The masters.
     *
     * @param flags of {@code mesos-master}, without the dashes, for instance {@code agent_ping_timeout}
     */
    public record Masters(int count, Map<String, String> flags) {
        public static final Masters ONE = new Masters(1, Map.of());

        public Masters {
            flags = Collections.unmodifiableMap(new TreeMap<>(flags));
        }
    }

    /**
     * Agents that are alike.
     *
     * @param resources as the flag {@code --resources} of an agent; reservations included
     * @param attributes by name; the agents of the group take the values in turn
     * @param domain {@code region/zone}, or empty
     */
    public record Group(int count, String resources, Map<String, List<String>> attributes, String domain) {
        public Group {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /**
     * Another framework, which keeps some tasks running.
     *
     * @param task what each of its tasks needs, in the form of {@code --resources}
     */
    public record Neighbour(String name, String role, int tasks, String task) {}

    /** What is kept ready for a role, and what it may have at most, as {@code --resources}; may be empty. */
    public record Quota(String role, String guarantee, String limit) {}

    /**
     * One agent.
     *
     * @param index from 0, over all groups
     * @param attributes as the flag {@code --attributes}; may be empty
     */
    public record Agent(int index, String resources, String attributes, String domain) {}

    /** All agents, in the order in which steps count them. */
    public List<Agent> agents() {
        var agents = new ArrayList<Agent>();
        for (Group group : groups) {
            for (int i = 0; i < group.count(); i++) {
                agents.add(new Agent(agents.size(), group.resources(), attributes(group, i), group.domain()));
            }
        }
        return agents;
    }

    private static String attributes(Group group, int turn) {
        return group.attributes().entrySet().stream()
                .map(entry -> entry.getKey() + ":"
                        + entry.getValue().get(turn % entry.getValue().size()))
                .collect(Collectors.joining(";"));
    }
}
