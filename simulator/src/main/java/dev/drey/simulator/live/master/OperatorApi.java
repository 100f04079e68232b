/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.live.http.Routes;
import dev.drey.simulator.live.http.WebPage;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.MasterView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.FrameworkID;

/**
 * The endpoints for operators and tools, each at {@code /x} and {@code /master/x}. Read endpoints take any method, as
 * those of Mesos do, and a {@code jsonp} parameter.
 */
public final class OperatorApi {
    private final MasterDoor door;
    private final OperatorGate gate;
    private final Map<String, String> flags;

    /**
     * @param flags shown at /flags and in /state
     * @param gate decides who may use the endpoints
     */
    public OperatorApi(MasterDoor door, Map<String, String> flags, OperatorGate gate) {
        this.door = door;
        this.gate = gate;
        this.flags = new TreeMap<>(flags);
    }

    /** All endpoints of a master, the scheduler API included. */
    public Routes routes(SchedulerApi schedulerApi) {
        var routes = new Routes();
        add(routes, "/api/v1/scheduler", schedulerApi);
        add(routes, "/health", exchange -> exchange.respond(Response.empty(200)));
        add(routes, "/version", always(request -> StateJson.version(door.self().getVersion())));
        add(routes, "/flags", gate.readonly(always(request -> StateJson.flags(flags))));
        add(routes, "/metrics/snapshot", gate.readonly(this::metrics));
        add(routes, "/redirect", this::redirect);
        add(routes, "/state", gate.readonly(leading((view, request) -> StateJson.state(view, flags))));
        add(
                routes,
                "/slaves",
                gate.readonly(leading((view, request) -> StateJson.slaves(view, request.query("slave_id")))));
        add(
                routes,
                "/frameworks",
                gate.readonly(leading((view, request) -> StateJson.frameworks(view, request.query("framework_id")))));
        add(routes, "/tasks", gate.readonly(leading(TaskList::of)));
        add(routes, "/state-summary", gate.readonly(leading((view, request) -> SummaryJson.of(view))));
        add(routes, "/roles", gate.readonly(leading((view, request) -> RolesJson.of(view))));
        add(routes, "/teardown", gate.readwrite(this::teardown));
        var desk = new OperatorDesk(door, gate);
        add(routes, "/api/v1", gate.readwrite(new OperatorV1Api(door, desk, flags)));
        var maintenance = new MaintenanceEndpoints(desk);
        add(routes, "/maintenance/schedule", gate.readwrite(maintenance.schedule()));
        add(routes, "/maintenance/status", gate.readonly(maintenance.status()));
        add(routes, "/machine/down", gate.readwrite(maintenance.down()));
        add(routes, "/machine/up", gate.readwrite(maintenance.up()));
        var policy = new PolicyEndpoints(desk);
        add(routes, "/weights", gate.readwrite(policy.weights()));
        add(routes, "/quota", gate.readwrite(policy.quota()));
        add(routes, "/reserve", gate.readwrite(policy.reserve()));
        add(routes, "/unreserve", gate.readwrite(policy.unreserve()));
        add(routes, "/create-volumes", gate.readwrite(policy.createVolumes()));
        add(routes, "/destroy-volumes", gate.readwrite(policy.destroyVolumes()));
        var page = WebPage.load("master/index.html");
        routes.add("/", exchange -> exchange.respond(page));
        return routes;
    }

    private static void add(Routes routes, String path, Handler handler) {
        routes.add(path, handler).add("/master" + path, handler);
    }

    private static Handler always(Function<Request, JsonNode> content) {
        return exchange -> exchange.respond(json(content.apply(exchange.request()), exchange.request()));
    }

    private Handler leading(BiFunction<MasterView, Request, JsonNode> content) {
        return exchange -> door.enter(exchange).ifPresent(master -> show(exchange, master, content));
    }

    /* The model is asked on its timeline, the answer is put together elsewhere. */
    private void show(Exchange exchange, Master master, BiFunction<MasterView, Request, JsonNode> content) {
        door.timeline()
                .call("view", master::view)
                .thenApplyAsync(
                        view -> json(content.apply(view, exchange.request()), exchange.request()), exchange.executor())
                .exceptionally(OperatorApi::failed)
                .thenAccept(exchange::respond);
    }

    private void metrics(Exchange exchange) {
        var master = door.standing().master();
        if (master.isPresent()) {
            show(exchange, master.get(), (view, request) -> metrics(view));
        } else {
            var json = JsonNodeFactory.instance.objectNode().put("master/elected", 0.0);
            exchange.respond(json(json, exchange.request()));
        }
    }

    private static JsonNode metrics(MasterView view) {
        var json = JsonNodeFactory.instance.objectNode();
        view.metrics().forEach(json::put);
        return json;
    }

    private void redirect(Exchange exchange) {
        var standing = door.standing();
        var leader = standing.master().map(master -> door.self()).or(standing::otherLeader);
        exchange.respond(leader.map(info -> MasterDoor.redirect(info, ""))
                .orElseGet(() -> Response.text(503, standing.reason())));
    }

    private void teardown(Exchange exchange) {
        var request = exchange.request();
        var master = door.enter(exchange);
        if (master.isEmpty()) {
            return;
        }
        var id = request.form("frameworkId").filter(text -> !text.isEmpty());
        if (!request.method().equals("POST")) {
            exchange.respond(Response.methodNotAllowed("POST", request.method()));
        } else if (id.isEmpty()) {
            exchange.respond(Response.text(400, "Missing 'frameworkId' query parameter in the request body"));
        } else {
            var framework = FrameworkID.newBuilder().setValue(id.get()).build();
            door.timeline()
                    .call("teardown", () -> master.get().teardown(framework, gate.principal(request)))
                    .thenApply(OperatorDesk::response)
                    .exceptionally(OperatorApi::failed)
                    .thenAccept(exchange::respond);
        }
    }

    private static Response failed(Throwable failure) {
        return Response.text(500, "The simulated master failed: " + failure.getMessage());
    }

    private static Response json(JsonNode json, Request request) {
        Optional<String> callback = request.query("jsonp").filter(name -> name.matches("[\\w.$]+"));
        var text = callback.map(name -> name + "(" + json + ");").orElseGet(json::toString);
        var type = callback.isPresent() ? "text/javascript" : MediaTypes.JSON;
        return Response.of(200, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
