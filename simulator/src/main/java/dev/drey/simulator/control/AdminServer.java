/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.live.http.Routes;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A port, on the loopback address only, by which things are let happen to a live cluster.
 *
 * <p>{@code GET /admin} shows masters and agents. {@code POST /admin/faults} takes an object like
 * {@code {"kill-agent": 1}}, or {@code {"heal": true}}, does what it says in that order, and answers as GET does.
 */
public final class AdminServer implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LOOPBACK = "127.0.0.1";

    private final LiveCluster cluster;
    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("mesos-admin-http", true));
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "mesos-admin");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /** @param port 0 for any free one */
    public AdminServer(LiveCluster cluster, int port) throws CannotStartException {
        this.cluster = cluster;
        var routes = new Routes()
                .add("/admin", exchange -> worker.execute(() -> exchange.respond(state())))
                .add("/admin/faults", this::faults);
        try {
            server = HttpServer.open(threads, LOOPBACK, port, routes);
        } catch (IOException e) {
            threads.shutdownGracefully(0, 2, TimeUnit.SECONDS);
            throw new CannotStartException(
                    "The admin endpoint cannot listen on port " + port + ": choose another --admin-port, 0 for any.",
                    e);
        }
    }

    public String url() {
        return "http://" + LOOPBACK + ":" + server.port() + "/admin";
    }

    /* A page in a browser can send a form to this machine unasked, but no JSON. */
    private void faults(Exchange exchange) {
        var request = exchange.request();
        if (!request.method().equals("POST")) {
            exchange.respond(Response.methodNotAllowed("POST", request.method()));
        } else if (!request.header("Content-Type").orElse("").startsWith(MediaTypes.JSON)) {
            exchange.respond(Response.text(415, "Expecting 'Content-Type' of " + MediaTypes.JSON + "\n"));
        } else {
            worker.execute(() -> exchange.respond(inflict(request.body())));
        }
    }

    private Response inflict(byte[] body) {
        try {
            var faults = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
            if (!faults.isObject() || faults.isEmpty()) {
                return Response.text(400, "Expecting an object like {\"kill-agent\": 0}\n");
            }
            for (var fault : faults.properties()) {
                inflict(fault.getKey(), fault.getValue());
            }
            return state();
        } catch (JsonProcessingException e) {
            return Response.text(400, "Expecting JSON: " + e.getOriginalMessage() + "\n");
        } catch (ControlException e) {
            return Response.text(400, e.getMessage() + "\n");
        } catch (RuntimeException e) {
            return Response.text(500, "The cluster failed: " + e.getMessage() + "\n");
        }
    }

    private void inflict(String action, JsonNode index) throws ControlException {
        if (action.equals("heal")) {
            Faults.heal(cluster);
        } else if (action.equals("fail-over")) {
            var leader = cluster.leadingMaster()
                    .orElseThrow(() -> new ControlException("No master leads, so there is none to fail over."));
            Faults.inflict(cluster, "restart-master", String.valueOf(leader));
        } else {
            Faults.inflict(cluster, action, index.asText());
        }
    }

    private Response state() {
        var json = JsonNodeFactory.instance.objectNode();
        var masters = json.putArray("masters");
        var urls = cluster.masterUrls();
        for (int i = 0; i < urls.size(); i++) {
            masters.addObject()
                    .put("index", i)
                    .put("url", urls.get(i))
                    .put("running", cluster.isMasterRunning(i))
                    .put(
                            "leading",
                            cluster.leadingMaster()
                                    .filter(Integer.valueOf(i)::equals)
                                    .isPresent());
        }
        var agents = json.putArray("agents");
        for (int i = 0; i < cluster.agentPorts().size(); i++) {
            agents.add(agent(i));
        }
        return Response.of(200, MediaTypes.JSON, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode agent(int index) {
        var state = cluster.agentState(index);
        return JsonNodeFactory.instance
                .objectNode()
                .put("index", index)
                .put("url", cluster.agentUrl(index))
                .put("id", state.id().orElse(""))
                .put("running", state.isRunning())
                .put("paused", state.isPaused())
                .put("cut_to_master", state.isCutToMaster())
                .put("cut_from_master", state.isCutFromMaster())
                .put("registered", state.isRegistered());
    }

    @Override
    public void close() {
        server.close();
        worker.shutdownNow();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
