/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;

/**
 * Lets things happen to agents and masters, by a command: {@code CMD kill-agent 0}. Agents are numbered by ascending
 * port, then host name; the variables {@code DREY_AGENT_ID}, {@code DREY_AGENT_HOSTNAME}, {@code DREY_AGENT_PORT} and
 * {@code DREY_MASTER} tell a command who is meant that knows no numbers.
 */
public final class Control {
    private static final int MINUTES = 3;

    private final Target target;
    private final Web web;

    Control(Target target, Web web) {
        this.target = target;
        this.web = web;
    }

    /**
     * An agent by its number.
     *
     * @param isActive whether it was registered and connected when it was asked for
     */
    public record Agent(int index, String id, String hostname, int port, boolean isActive) {
        public AgentID agentId() {
            return AgentID.newBuilder().setValue(id).build();
        }
    }

    /** The agents that are registered, in the order of their numbers. */
    public List<Agent> agents() throws IOException, InterruptedException {
        var slaves = new ArrayList<JsonNode>();
        web.get("/slaves").path("slaves").forEach(slaves::add);
        slaves.sort(Comparator.comparing((JsonNode slave) -> slave.path("port").asInt())
                .thenComparing(slave -> slave.path("hostname").asText()));
        var agents = new ArrayList<Agent>();
        for (var slave : slaves) {
            agents.add(new Agent(
                    agents.size(),
                    slave.path("id").asText(),
                    slave.path("hostname").asText(),
                    slave.path("port").asInt(),
                    slave.path("active").asBoolean()));
        }
        return agents;
    }

    public Agent agent(AgentID id) throws IOException, InterruptedException {
        return agents().stream()
                .filter(agent -> agent.id().equals(id.getValue()))
                .findFirst()
                .orElseThrow(() -> new Difference("agents at /slaves", id.getValue(), "not among them"));
    }

    /** Whether the agent is registered and connected. */
    public boolean isActive(String id) throws IOException, InterruptedException {
        return agents().stream().anyMatch(agent -> agent.id().equals(id) && agent.isActive());
    }

    public void agent(String action, Agent agent) throws IOException, InterruptedException {
        var builder = command(action, agent.index());
        builder.environment().put("DREY_AGENT_ID", agent.id());
        builder.environment().put("DREY_AGENT_HOSTNAME", agent.hostname());
        builder.environment().put("DREY_AGENT_PORT", String.valueOf(agent.port()));
        run(action, builder);
    }

    /** For clusters with one master, or whose command knows by the environment which one leads. */
    public void leadingMaster(String action) throws IOException, InterruptedException {
        run(action, command(action, 0));
    }

    private ProcessBuilder command(String action, int index) {
        var control = target.control().orElseThrow(() -> new Skipped("needs --control"));
        var builder =
                new ProcessBuilder("/bin/sh", "-c", control + " \"$@\"", "control", action, String.valueOf(index));
        builder.environment().put("DREY_MASTER", target.master());
        return builder;
    }

    private static void run(String action, ProcessBuilder builder) throws IOException, InterruptedException {
        var output = Files.createTempFile("drey-control", ".log");
        try {
            var process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new Skipped("the control command did not do " + action + " within " + MINUTES + " min");
            }
            if (process.exitValue() != 0) {
                throw new Skipped("the control command does not do " + action + ": "
                        + Files.readString(output).strip());
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
