/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.link;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.live.LiveTimeline;
import dev.drey.simulator.live.RecordIo;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where agents that are processes of their own come in.
 *
 * <p>{@code POST /drey/agents?address=IP:PORT} opens a connection: the answer is a stream of messages to the agent in
 * RecordIO, and its header {@code Drey-Connection} names it. {@code POST /drey/agents/NAME} brings one message of the
 * agent; 202, or 404 if there is no such connection any more. The stream's end is the end of the connection. This is a
 * protocol of this program only: a real agent speaks another one.
 */
public final class AgentDoor implements Handler {
    public static final String PATH = "/drey/agents";
    static final String CONNECTION = "Drey-Connection";
    private static final LinkCodec<ToAgent> OUTGOING = new LinkCodec<>(ToAgent.class);
    private static final LinkCodec<ToMaster> INCOMING = new LinkCodec<>(ToMaster.class);

    private final LiveTimeline timeline;
    private final Function<Exchange, Optional<Master>> leader;
    private final Map<String, Link<ToMaster>> connections = new ConcurrentHashMap<>();

    /** @param leader the leading master; if this one does not lead it answers the exchange itself */
    public AgentDoor(LiveTimeline timeline, Function<Exchange, Optional<Master>> leader) {
        this.timeline = timeline;
        this.leader = leader;
    }

    @Override
    public void handle(Exchange exchange) {
        var request = exchange.request();
        if (!request.method().equals("POST")) {
            exchange.respond(Response.methodNotAllowed("POST", request.method()));
        } else if (request.path().replaceFirst("^/master", "").equals(PATH)) {
            leader.apply(exchange).ifPresent(master -> connect(exchange, master));
        } else {
            receive(exchange, request.path().substring(request.path().lastIndexOf('/') + 1));
        }
    }

    private void connect(Exchange exchange, Master master) {
        var address = exchange.request().query("address").filter(text -> text.matches("[^:]+:\\d{1,5}"));
        if (address.isEmpty()) {
            exchange.respond(Response.text(400, "Expecting a query like 'address=127.0.0.1:5051'"));
            return;
        }
        var name = UUID.randomUUID().toString();
        timeline.soon("agent connects", () -> {
            var toAgent = new ToAgentLink();
            connections.put(name, master.agentConnected(address.get(), toAgent));
            toAgent.body = Optional.of(exchange.open(Map.of(CONNECTION, name), () -> broken(name)));
        });
    }

    private void broken(String name) {
        var connection = connections.remove(name);
        if (connection != null) {
            timeline.soon("connection of an agent broken", connection::close);
        }
    }

    private void receive(Exchange exchange, String name) {
        var connection = connections.get(name);
        if (connection == null) {
            exchange.respond(Response.text(404, "There is no such connection."));
            return;
        }
        try {
            var message = INCOMING.decode(exchange.request().body());
            timeline.soon("message of an agent", () -> connection.send(message));
            exchange.respond(Response.empty(202));
        } catch (JsonConversionException e) {
            exchange.respond(Response.text(400, "Not a message: " + e.getMessage()));
        }
    }

    /** On the timeline only. */
    private static final class ToAgentLink implements Link<ToAgent> {
        private Optional<Exchange.Stream> body = Optional.empty();

        @Override
        public void send(ToAgent message) {
            body.ifPresent(stream -> stream.write(RecordIo.encode(OUTGOING.encode(message))));
        }

        @Override
        public void close() {
            body.ifPresent(Exchange.Stream::end);
        }
    }
}
