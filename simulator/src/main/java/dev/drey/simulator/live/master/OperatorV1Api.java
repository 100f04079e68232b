/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.OperatorAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response.GetFlags;

/** The v1 operator API: {@code POST /api/v1}, and whatever is posted beneath it. */
final class OperatorV1Api implements Handler {
    /* In JSON Mesos writes these lists even if they are empty; other empty lists are left out. */
    private static final Map<String, List<String>> ALWAYS_WRITTEN = Map.of(
            "get_agents", List.of("agents", "recovered_agents"),
            "get_frameworks", List.of("frameworks", "completed_frameworks"),
            "get_tasks", List.of("tasks", "unreachable_tasks", "completed_tasks"),
            "get_executors", List.of("executors"));

    private final MasterDoor door;
    private final OperatorDesk desk;
    private final Map<String, String> flags;

    OperatorV1Api(MasterDoor door, OperatorDesk desk, Map<String, String> flags) {
        this.door = door;
        this.desk = desk;
        this.flags = flags;
    }

    @Override
    public void handle(Exchange exchange) {
        var master = door.enter(exchange);
        if (master.isEmpty()) {
            return;
        }
        var request = exchange.request();
        if (!request.method().equals("POST")) {
            exchange.respond(Response.methodNotAllowed("POST", request.method()));
            return;
        }
        try {
            var call = read(request);
            var answerType = MediaTypes.negotiate(request.header("Accept"));
            if (answerType.isEmpty()) {
                exchange.respond(Response.text(
                        406, "Expecting 'Accept' to allow " + MediaTypes.JSON + " or " + MediaTypes.PROTOBUF));
            } else if (call.getType() == Call.Type.SUBSCRIBE) {
                subscribe(exchange, master.get(), answerType.get());
            } else {
                desk.ask(exchange, call, answer -> response(answer, answerType.get()));
            }
        } catch (UnreadableException e) {
            exchange.respond(Response.text(e.status, e.getMessage()));
        } catch (InvalidProtocolBufferException | JsonConversionException e) {
            exchange.respond(Response.text(400, "Failed to read the body as a Call: " + e.getMessage()));
        } catch (IOException e) {
            exchange.respond(Response.text(400, "Failed to decompress the body: " + e.getMessage()));
        }
    }

    private void subscribe(Exchange exchange, Master master, String type) {
        door.timeline().soon("operator subscribes", () -> {
            var stream = new HttpEventStream(type);
            stream.open(exchange.open(Map.of("Content-Type", type), () -> door.timeline()
                    .soon("operator stream broken", () -> master.unwatch(stream))));
            master.watch(stream);
        });
    }

    private static Call read(Request request) throws IOException, JsonConversionException, UnreadableException {
        var type = request.header("Content-Type")
                .orElseThrow(() -> new UnreadableException(400, "Expecting 'Content-Type' to be present"));
        return switch (type) {
            case MediaTypes.PROTOBUF -> Call.parseFrom(request.content());
            case MediaTypes.JSON ->
                ProtoJson.parse(request.content(), Call.newBuilder()).build();
            default ->
                throw new UnreadableException(
                        415,
                        "Expecting 'Content-Type' of " + MediaTypes.JSON + " or " + MediaTypes.PROTOBUF + ", not '"
                                + type + "'");
        };
    }

    private Response response(OperatorAnswer answer, String type) {
        var found = answer.response().map(this::withFlags);
        if (found.isEmpty()) {
            return Response.empty(answer.answer().status());
        }
        var body = type.equals(MediaTypes.JSON)
                ? json(found.get()).getBytes(StandardCharsets.UTF_8)
                : found.get().toByteArray();
        return Response.of(200, type, body);
    }

    private Protos.Response withFlags(Protos.Response response) {
        if (!response.hasGetFlags()) {
            return response;
        }
        var shown = GetFlags.newBuilder();
        flags.forEach(
                (name, value) -> shown.addFlags(Flag.newBuilder().setName(name).setValue(value)));
        return response.toBuilder().setGetFlags(shown).build();
    }

    private static String json(Protos.Response response) {
        var json = (ObjectNode) ProtoJson.tree(response);
        fillIn(json);
        Optional.ofNullable((ObjectNode) json.get("get_state")).ifPresent(OperatorV1Api::fillIn);
        return json.toString();
    }

    private static void fillIn(ObjectNode parts) {
        ALWAYS_WRITTEN.forEach((part, lists) -> {
            if (parts.has(part)) {
                lists.forEach(list -> ((ObjectNode) parts.get(part)).withArray(list));
            }
        });
    }

    /** A body in a language that is not understood. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        UnreadableException(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }
}
