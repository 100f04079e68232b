/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.resources.AttributeText;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;

/** What one agent of a cluster is called and has. */
record AgentEquipment(String hostname, List<Resource> resources, List<Attribute> attributes) {
    private static final int FIRST_PORT = 31_000;
    private static final int PORTS = 1_000;
    private static final int MAX_AGENTS = (65_536 - FIRST_PORT) / PORTS;
    private static final String EXAMPLE = "'cpus:4;mem:8192;disk:20000;ports:[31000-31999]'";

    /** One for each agent of the cluster. */
    static List<AgentEquipment> all(ClusterConfig config) throws CannotStartException {
        if (config.agents() < 1) {
            throw new CannotStartException("A cluster needs at least one agent, not " + config.agents() + ".");
        }
        if (config.resources().isEmpty() && config.agents() > MAX_AGENTS) {
            throw new CannotStartException("There are ports for " + MAX_AGENTS + " agents only, not for "
                    + config.agents() + ": name the resources to share ports.");
        }
        var all = new ArrayList<AgentEquipment>();
        for (int i = 0; i < config.agents(); i++) {
            all.add(new AgentEquipment(
                    pick(config.agentHostnames(), i, config.hostname()), resources(config, i), attributes(config, i)));
        }
        return all;
    }

    private static List<Resource> resources(ClusterConfig config, int agent) throws CannotStartException {
        var text = pick(config.resources(), agent, standard(agent));
        try {
            var resources = Resources.parse(text).toList();
            if (resources.isEmpty()) {
                throw new IllegalArgumentException("there are none");
            }
            return resources;
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    "The resources '" + text + "' are not valid (" + e.getMessage() + "): write them like " + EXAMPLE
                            + ".",
                    e);
        }
    }

    private static List<Attribute> attributes(ClusterConfig config, int agent) throws CannotStartException {
        var text = pick(config.attributes(), agent, "");
        try {
            return AttributeText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    "The attributes '" + text + "' are not valid (" + e.getMessage()
                            + "): write them like 'rack:r1;zone:z1'.",
                    e);
        }
    }

    private static String standard(int agent) {
        int first = FIRST_PORT + agent * PORTS;
        return "cpus:4;mem:8192;disk:20000;ports:[" + first + "-" + (first + PORTS - 1) + "]";
    }

    private static String pick(List<String> texts, int agent, String otherwise) {
        return texts.isEmpty() ? otherwise : texts.get(agent % texts.size());
    }
}
