/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.simulator.master.MasterView;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/** The masters of a cluster, asked over their operator API: what any master of Mesos 1.x answers. */
public final class MesosApi {
    static final int PORT = 5050;
    private static final String AGENT = "agent-";
    private static final String PROTOBUF = "application/x-protobuf";

    private final Http http;
    private final List<Member> masters;
    private final List<Member> agents;

    MesosApi(Http http, List<Member> masters, List<Member> agents) {
        this.http = http;
        this.masters = masters;
        this.agents = agents;
    }

    /** The master that leads; empty while none does, or it cannot be asked. */
    public Optional<Member> leader() throws InterruptedException {
        for (Member master : masters) {
            var metrics = http.get(url(master) + "/metrics/snapshot");
            if (metrics.path("master/elected").asDouble() == 1) {
                return Optional.of(master);
            }
        }
        return Optional.empty();
    }

    /** How many agents are registered and active. */
    int agents() throws InterruptedException {
        return (int) view().stream()
                .flatMap(view -> view.agents().stream())
                .filter(MasterView.Agent::active)
                .count();
    }

    /** What the leading master shows, without agents that are not the scenario's; empty while none leads. */
    public Optional<MasterView> view() throws InterruptedException {
        var leader = leader();
        if (leader.isEmpty()) {
            return Optional.empty();
        }
        var call = Call.newBuilder().setType(Call.Type.GET_STATE).build();
        try {
            var answer = http.send(
                    "POST", url(leader.get()) + "/api/v1", PROTOBUF, BodyPublishers.ofByteArray(call.toByteArray()));
            return Optional.of(OperatorView.of(Response.parseFrom(answer).getGetState(), this::nameOf));
        } catch (IOException leadsNoMore) {
            return Optional.empty();
        }
    }

    /* Scenarios count agents from 0, and call them by their numbers. */
    private Optional<String> nameOf(String address) {
        for (int i = 0; i < agents.size(); i++) {
            if (agents.get(i).ip().equals(address)) {
                return Optional.of(AGENT + i);
            }
        }
        return Optional.empty();
    }

    /** The agent of that name in what {@link #view} shows. */
    Member agentNamed(String name) {
        return agents.get(Integer.parseInt(name.substring(AGENT.length())));
    }

    /** Removes a framework, as an operator does. */
    void teardown(String framework) throws IOException, InterruptedException {
        var leader = leader().orElseThrow(() -> new IOException("no master leads that could remove a framework"));
        http.send(
                "POST",
                url(leader) + "/master/teardown",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString("frameworkId=" + URLEncoder.encode(framework, StandardCharsets.UTF_8)));
    }

    private static String url(Member master) {
        return "http://" + master.ip() + ":" + PORT;
    }
}
