/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.MediaTypes;
import dev.drey.simulator.live.http.Request;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.Answer;
import dev.drey.simulator.master.CallValidation;
import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.Master;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The v1 scheduler API: {@code POST /api/v1/scheduler}.
 *
 * <p>Checks in the order of Mesos' {@code Http::scheduler}: credentials (also on a master that does not lead),
 * leadership, method, media type and body. What a call means is the master's business.
 */
public final class SchedulerApi implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerApi.class);
    private static final String STREAM_ID = "Mesos-Stream-Id";
    private static final String ALLOWED = MediaTypes.JSON + " or " + MediaTypes.PROTOBUF;
    private static final Set<Call.Type> NEGOTIATED = EnumSet.of(Call.Type.SUBSCRIBE, Call.Type.RECONCILE_OPERATIONS);

    private final MasterDoor door;
    private final Optional<BasicAuthentication> authentication;

    /** @param secrets by principal; if there are none, nobody has to authenticate */
    public SchedulerApi(MasterDoor door, Map<String, String> secrets) {
        this.door = door;
        this.authentication = secrets.isEmpty()
                ? Optional.empty()
                : Optional.of(new BasicAuthentication("mesos-master-scheduler", secrets));
    }

    @Override
    public void handle(Exchange exchange) {
        var request = exchange.request();
        var principal = authentication.flatMap(basic -> basic.principal(request.header("Authorization")));
        if (authentication.isPresent() && principal.isEmpty()) {
            exchange.respond(authentication.get().challenge());
            return;
        }
        var master = door.enter(exchange);
        if (master.isEmpty()) {
            return;
        }
        if (!request.method().equals("POST")) {
            exchange.respond(Response.methodNotAllowed("POST", request.method()));
            return;
        }
        try {
            var caller = new Caller(principal, request.header(STREAM_ID));
            dispatch(exchange, master.get(), read(request), caller);
        } catch (Refusal e) {
            exchange.respond(e.response);
        }
    }

    private static Call read(Request request) throws Refusal {
        var type = request.header("Content-Type")
                .orElseThrow(() -> new Refusal(400, "Expecting 'Content-Type' to be present"));
        try {
            switch (type) {
                case MediaTypes.PROTOBUF:
                    return Call.parseFrom(request.content());
                case MediaTypes.JSON:
                    return ProtoJson.parse(request.content(), Call.newBuilder()).build();
                default:
                    throw new Refusal(
                            415,
                            "Expecting 'Content-Type' of " + MediaTypes.JSON + " or " + MediaTypes.PROTOBUF + ", not '"
                                    + type + "'");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new Refusal(400, "Failed to parse the body into a Call: " + e.getMessage());
        } catch (JsonConversionException e) {
            throw new Refusal(400, "Failed to convert the JSON body into a Call: " + e.getMessage());
        } catch (IOException e) {
            throw new Refusal(400, "Failed to decompress the body: " + e.getMessage());
        }
    }

    private void dispatch(Exchange exchange, Master master, Call call, Caller caller) {
        var answerType = MediaTypes.negotiate(exchange.request().header("Accept"));
        if (answerType.isEmpty() && NEGOTIATED.contains(call.getType())) {
            exchange.respond(notAcceptable(call, caller));
        } else if (call.getType() == Call.Type.SUBSCRIBE) {
            ask(exchange, call, () -> subscribe(exchange, master, call, caller, answerType.get()));
        } else {
            ask(exchange, call, () -> exchange.respond(response(master.call(call, caller))));
        }
    }

    /* A malformed call is refused for that first. */
    private static Response notAcceptable(Call call, Caller caller) {
        var problem = call.getType() == Call.Type.SUBSCRIBE
                ? CallValidation.subscribeProblem(call, caller)
                : CallValidation.problem(call);
        return problem.map(reason -> Response.text(400, reason))
                .orElseGet(() -> Response.text(406, "Expecting 'Accept' to allow " + ALLOWED));
    }

    private void ask(Exchange exchange, Call call, Runnable question) {
        door.timeline()
                .call("call " + call.getType(), () -> {
                    question.run();
                    return call.getType();
                })
                .whenComplete((type, failure) -> {
                    if (failure != null) {
                        LOG.debug("call={} not answered", call.getType(), failure);
                        exchange.respond(Response.text(500, "The simulated master failed: " + failure.getMessage()));
                    }
                });
    }

    private void subscribe(Exchange exchange, Master master, Call call, Caller caller, String contentType) {
        var stream = new HttpEventStream(contentType);
        var subscription = master.subscribe(call, caller, stream);
        if (subscription.refused().isPresent()) {
            exchange.respond(response(subscription.refused().get()));
            return;
        }
        var streamId = subscription.streamId();
        var headers = Map.of("Content-Type", contentType, STREAM_ID, streamId);
        stream.open(exchange.open(
                headers, () -> door.timeline().soon("stream broken", () -> master.streamBroken(streamId))));
    }

    private static Response response(Answer answer) {
        return answer.body().isEmpty()
                ? Response.empty(answer.status())
                : Response.text(answer.status(), answer.body());
    }

    /** A request that does not get as far as the master. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Response response;

        Refusal(int status, String reason) {
            super(reason);
            response = Response.text(status, reason);
        }
    }
}
