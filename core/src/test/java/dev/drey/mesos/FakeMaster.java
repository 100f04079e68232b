/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A master that answers as it is told. Without instructions it accepts every subscription and call. */
public final class FakeMaster implements AutoCloseable {
    public static final String FRAMEWORK = "m-0001";

    /** A request as it came in. */
    public record Request(Call call, String streamId, String authorization, String path) {}

    /** Answers one SUBSCRIBE in place of the usual way. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<Answer> callAnswers = new LinkedBlockingQueue<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile HttpExchange open;
    private volatile int streams;

    public FakeMaster() {
        this(0, Optional.empty());
    }

    FakeMaster(int port, Optional<SSLContext> tls) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
            server = tls.isPresent() ? HttpsServer.create(address, 0) : HttpServer.create(address, 0);
            tls.ifPresent(context -> ((HttpsServer) server).setHttpsConfigurator(new HttpsConfigurator(context)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String hostPort() {
        return "127.0.0.1:" + port();
    }

    int streams() {
        return streams;
    }

    public List<Call.Type> calls() {
        return requests.stream().map(request -> request.call().getType()).toList();
    }

    static Answer status(int status, String... headers) {
        return answer(status, "status " + status, headers);
    }

    static Answer answer(int status, String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        var call = Call.parseFrom(exchange.getRequestBody().readAllBytes());
        var headers = exchange.getRequestHeaders();
        requests.add(new Request(
                call,
                headers.getFirst("Mesos-Stream-Id"),
                headers.getFirst("Authorization"),
                exchange.getRequestURI().getPath()));
        boolean subscribe = call.getType() == Call.Type.SUBSCRIBE;
        var answer = (subscribe ? answers : callAnswers).poll();
        if (answer != null) {
            answer.to(exchange);
        } else if (subscribe) {
            accept(exchange);
        } else {
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        }
    }

    private synchronized void accept(HttpExchange exchange) throws IOException {
        streams++;
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.getResponseHeaders().set("Mesos-Stream-Id", "stream-" + streams);
        exchange.sendResponseHeaders(200, 0);
        open = exchange;
        var subscribed = Event.newBuilder().setType(Event.Type.SUBSCRIBED);
        subscribed
                .getSubscribedBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue(FRAMEWORK))
                .setHeartbeatIntervalSeconds(15);
        emit(subscribed.build());
    }

    /** Sends an event on the open stream. */
    public synchronized void emit(Event event) {
        emitRaw(record(event.toByteArray()));
    }

    synchronized void emitRaw(byte[] bytes) {
        try {
            OutputStream out = open.getResponseBody();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the open stream. */
    synchronized void endStream() {
        open.close();
    }

    static byte[] record(byte[] body) {
        var header = (body.length + "\n").getBytes(StandardCharsets.US_ASCII);
        var record = new byte[header.length + body.length];
        System.arraycopy(header, 0, record, 0, header.length);
        System.arraycopy(body, 0, record, header.length, body.length);
        return record;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
