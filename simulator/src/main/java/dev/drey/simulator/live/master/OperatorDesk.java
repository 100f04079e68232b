/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.Answer;
import dev.drey.simulator.master.OperatorAnswer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.mesos.v1.master.Protos.Call;

/** Puts the requests of operators to the leading master as calls of the operator API. */
final class OperatorDesk {
    private final MasterDoor door;
    private final OperatorGate gate;

    OperatorDesk(MasterDoor door, OperatorGate gate) {
        this.door = door;
        this.gate = gate;
    }

    /** What a request asks for. */
    @FunctionalInterface
    interface Translation {
        Call callOf(Request request) throws JsonConversionException;
    }

    /** An endpoint that understands some HTTP methods; {@code form} gives answers that were not refused their form. */
    Handler endpoint(Map<String, Translation> byMethod, Function<OperatorAnswer, Response> form) {
        var methods = new TreeMap<>(byMethod);
        return exchange -> {
            if (door.enter(exchange).isEmpty()) {
                return;
            }
            var request = exchange.request();
            var translation = methods.get(request.method());
            if (translation == null) {
                exchange.respond(Response.methodNotAllowed(String.join(", ", methods.keySet()), request.method()));
                return;
            }
            try {
                ask(exchange, translation.callOf(request), form);
            } catch (JsonConversionException e) {
                exchange.respond(Response.text(400, "Failed to read the body: " + e.getMessage()));
            }
        };
    }

    /** Answers an exchange with what the master says, if it leads. */
    void ask(Exchange exchange, Call call, Function<OperatorAnswer, Response> form) {
        var principal = gate.principal(exchange.request());
        door.enter(exchange).ifPresent(master -> door.timeline()
                .call("operator call " + call.getType(), () -> master.operate(call, principal))
                .thenApplyAsync(answer -> response(answer, form), exchange.executor())
                .exceptionally(failure -> Response.text(500, "The simulated master failed: " + failure.getMessage()))
                .thenAccept(exchange::respond));
    }

    static Response response(Answer answer) {
        return answer.body().isEmpty()
                ? Response.empty(answer.status())
                : Response.text(answer.status(), answer.body());
    }

    private static Response response(OperatorAnswer answer, Function<OperatorAnswer, Response> form) {
        return answer.answer().isRefused() ? response(answer.answer()) : form.apply(answer);
    }
}
