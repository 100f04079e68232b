/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Dumps in the forms of {@code /state} and {@code /slaves} of agents that are made up; amounts are whole. */
final class GeneratedState {
    static final int PORTS = 20;
    static final int FIRST_PORT = 31000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Made> agents = new ArrayList<>();

    /**
     * One agent; mem is a thousand times as much as cpus.
     *
     * @param reserved cpus reserved for the role {@code flink}, besides the others
     * @param others cpus reserved for the role {@code kafka}
     * @param used cpus in use, never more than those that are not reserved
     * @param portsUsed how many of the first ports are in use
     */
    record Made(String rack, int cpus, int reserved, int others, int used, int portsUsed) {
        int all() {
            return cpus + reserved + others;
        }
    }

    GeneratedState add(Made agent) {
        agents.add(agent);
        return this;
    }

    List<Made> agents() {
        return agents;
    }

    static String id(int agent) {
        return "%05d".formatted(agent);
    }

    /** As {@code /state} tells it. */
    byte[] sums() {
        return dump(false);
    }

    /** As {@code /slaves} tells it. */
    byte[] full() {
        return dump(true);
    }

    private byte[] dump(boolean isFull) {
        var json = NODES.objectNode();
        var slaves = json.putArray("slaves");
        for (var i = 0; i < agents.size(); i++) {
            var agent = agents.get(i);
            var slave = slaves.addObject().put("id", id(i)).put("hostname", "host-" + id(i));
            slave.put("pid", "slave(1)@10.0.0.1:5051").put("active", true).put("deactivated", false);
            slave.putObject("attributes").put("rack", agent.rack());
            slave.set("resources", sum(agent.all(), 0));
            slave.set("used_resources", used(agent));
            slave.set("offered_resources", NODES.objectNode().put("cpus", 0.0));
            var reserved = slave.putObject("reserved_resources");
            putRole(reserved, "flink", agent.reserved());
            putRole(reserved, "kafka", agent.others());
            slave.set("unreserved_resources", sum(agent.cpus(), 0));
            if (isFull) {
                addFull(agent, slave);
            }
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void putRole(ObjectNode roles, String role, int cpus) {
        if (cpus > 0) {
            roles.set(role, NODES.objectNode().put("cpus", (double) cpus).put("mem", cpus * 1000.0));
        }
    }

    private static ObjectNode sum(int cpus, int fromPort) {
        return NODES.objectNode()
                .put("cpus", (double) cpus)
                .put("mem", cpus * 1000.0)
                .put("ports", ports(fromPort, PORTS));
    }

    private static ObjectNode used(Made agent) {
        var used = NODES.objectNode().put("cpus", (double) agent.used()).put("mem", agent.used() * 1000.0);
        if (agent.portsUsed() > 0) {
            used.put("ports", ports(0, agent.portsUsed()));
        }
        return used;
    }

    private static String ports(int from, int to) {
        return "[" + (FIRST_PORT + from) + "-" + (FIRST_PORT + to - 1) + "]";
    }

    private static void addFull(Made agent, ObjectNode slave) {
        var unreserved = slave.putArray("unreserved_resources_full");
        scalars(agent.cpus(), "*").forEach(unreserved::add);
        unreserved.add(portsInFull(PORTS));
        var reserved = slave.putObject("reserved_resources_full");
        scalars(agent.reserved(), "flink").forEach(reserved.withArray("flink")::add);
        scalars(agent.others(), "kafka").forEach(reserved.withArray("kafka")::add);
        var used = slave.putArray("used_resources_full");
        scalars(agent.used(), "*").forEach(used::add);
        if (agent.portsUsed() > 0) {
            used.add(portsInFull(agent.portsUsed()));
        }
        slave.putArray("offered_resources_full");
    }

    private static List<ObjectNode> scalars(int cpus, String role) {
        return List.of(scalar("cpus", cpus, role), scalar("mem", cpus * 1000.0, role));
    }

    private static ObjectNode scalar(String name, double amount, String role) {
        var json = NODES.objectNode().put("name", name).put("type", "SCALAR").put("role", role);
        json.putObject("scalar").put("value", amount);
        if (!role.equals("*")) {
            json.putArray("reservations").addObject().put("type", "STATIC").put("role", role);
        }
        return json;
    }

    private static ObjectNode portsInFull(int count) {
        var json = NODES.objectNode().put("name", "ports").put("type", "RANGES").put("role", "*");
        json.putObject("ranges")
                .putArray("range")
                .addObject()
                .put("begin", FIRST_PORT)
                .put("end", FIRST_PORT + count - 1);
        return json;
    }
}
