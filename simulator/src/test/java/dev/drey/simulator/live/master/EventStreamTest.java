/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.simulator.live.RecordIo;
import dev.drey.simulator.master.Answer;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class EventStreamTest {
    private static final Event HEARTBEAT =
            Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
    private static final String SUBSCRIBE =
            "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\"}}}";
    private static final String JSON_HEARTBEAT = "20\n{\"type\":\"HEARTBEAT\"}";

    private MasterRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new MasterRig(Map.of());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void streamsEventsAsJson() throws Exception {
        var response = subscribe("*/*");
        rig.withStream(stream -> stream.send(HEARTBEAT));
        rig.withStream(stream -> stream.send(HEARTBEAT));
        rig.withStream(stream -> stream.close());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(response.headers().firstValue("Mesos-Stream-Id")).contains("stream-1");
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(JSON_HEARTBEAT + JSON_HEARTBEAT);
        assertThat(rig.master.broken).isEmpty();
    }

    @Test
    void streamsEventsAsProtobuf() throws Exception {
        var response = subscribe("application/x-protobuf");
        rig.withStream(stream -> stream.send(HEARTBEAT));
        rig.withStream(stream -> stream.close());

        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(response.body().readAllBytes()).isEqualTo(RecordIo.encode(HEARTBEAT.toByteArray()));
    }

    @Test
    void passesARefusalOn() throws Exception {
        rig.master.refusal = Optional.of(Answer.refused(400, "Subscribe calls should not include the header"));

        var response = subscribe("*/*");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("should not");
    }

    @Test
    void tellsTheMasterAtOnceThatTheConnectionBroke() throws Exception {
        try (var socket = connect()) {
            write(socket, SUBSCRIBE);
            await().until(() -> rig.master.streams.size() == 1);
        }

        await().untilAsserted(() -> assertThat(rig.master.broken).containsExactly("stream-1"));
    }

    @Test
    void takesCallsBehindASubscriptionOnTheSameConnection() throws Exception {
        try (var socket = connect()) {
            write(socket, SUBSCRIBE);
            write(socket, "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"f\"}}");

            await().until(() -> rig.master.calls.size() == 2);
            rig.withStream(stream -> stream.send(HEARTBEAT));
            rig.withStream(stream -> stream.close());

            var received = readUntil(socket.getInputStream(), "202 Accepted");
            assertThat(received).startsWith("HTTP/1.1 200 OK");
            assertThat(received.indexOf(JSON_HEARTBEAT)).isLessThan(received.indexOf("202 Accepted"));
        }
    }

    @Test
    void answersPipelinedCallsInOrder() throws Exception {
        try (var socket = connect()) {
            for (int i = 0; i < 50; i++) {
                write(socket, "{\"type\":\"KILL\",\"kill\":{\"task_id\":{\"value\":\"t" + i + "\"}}}");
            }
            await().until(() -> rig.master.calls.size() == 50);
        }

        assertThat(rig.master.calls)
                .extracting(call -> call.getKill().getTaskId().getValue())
                .startsWith("t0", "t1", "t2")
                .endsWith("t48", "t49");
    }

    @Test
    void doesNotWaitForASlowReader() throws Exception {
        var large = Event.newBuilder()
                .setType(Event.Type.ERROR)
                .setError(Event.Error.newBuilder().setMessage("x".repeat(1_000_000)))
                .build();
        try (var socket = connect()) {
            write(socket, SUBSCRIBE);
            await().until(() -> rig.master.streams.size() == 1);

            for (int i = 0; i < 80; i++) {
                rig.withStream(stream -> stream.send(large));
            }

            await().untilAsserted(() -> assertThat(rig.master.broken).containsExactly("stream-1"));
            assertThat(rig.get("/health").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<InputStream> subscribe(String accept) throws Exception {
        var request = rig.post(SUBSCRIBE).header("Accept", accept).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private Socket connect() throws Exception {
        return new Socket("127.0.0.1", rig.server.port());
    }

    private static void write(Socket socket, String body) throws Exception {
        var request = "POST /api/v1/scheduler HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private static String readUntil(InputStream in, String end) throws Exception {
        var received = new StringBuilder();
        while (received.indexOf(end) < 0) {
            received.append((char) in.read());
        }
        return received.toString();
    }
}
