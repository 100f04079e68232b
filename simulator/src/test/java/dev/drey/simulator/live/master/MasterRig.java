/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.live.LiveTimeline;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.master.EventStream;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.MasterInfo;

/** The HTTP side of a master on a free port, with a scripted master behind it. */
final class MasterRig implements AutoCloseable {
    static final MasterInfo SELF = MasterInfo.newBuilder()
            .setId("self")
            .setIp(16777343)
            .setHostname("self.example")
            .setPort(5050)
            .setPid("master@127.0.0.1:5050")
            .setVersion("1.11.0")
            .build();

    final ScriptedMaster master = new ScriptedMaster();
    volatile Standing standing = Standing.leading(master);
    final HttpServer server;
    private final LiveTimeline timeline = new LiveTimeline("master", failure -> {});
    private final NioEventLoopGroup threads = new NioEventLoopGroup(2);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    MasterRig(Map<String, String> secrets) throws IOException {
        var door = new MasterDoor(timeline, () -> SELF, () -> standing);
        var routes = new OperatorApi(door, Map.of("port", "5050"), new OperatorGate(Map.of(), Map.of()))
                .routes(new SchedulerApi(door, secrets));
        server = HttpServer.open(threads, "127.0.0.1", 0, routes);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    HttpRequest.Builder post(String body) {
        return request("/api/v1/scheduler")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    /** What the scripted master does with the first subscription, when it is its turn. */
    void withStream(Consumer<EventStream> action) {
        timeline.soon("scripted", () -> action.accept(master.streams.get(0)));
    }

    @Override
    public void close() {
        server.close();
        timeline.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
