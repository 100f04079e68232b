/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.json.ProtoJson;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A scheduler over HTTP, as simple as can be. */
final class TestScheduler implements AutoCloseable {
    private static final Event END = Event.getDefaultInstance();

    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    FrameworkInfo info;
    private final String url;
    private final String mediaType;
    private final HttpClient client;
    private InputStream stream = InputStream.nullInputStream();
    private String streamId;

    TestScheduler(String masterUrl, String mediaType, FrameworkInfo info) {
        this(
                masterUrl,
                mediaType,
                info,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
    }

    TestScheduler(String masterUrl, String mediaType, FrameworkInfo info, HttpClient client) {
        this.client = client;
        this.url = masterUrl + "/api/v1/scheduler";
        this.mediaType = mediaType;
        this.info = info;
    }

    Event subscribe() throws Exception {
        var call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        call.getSubscribeBuilder().setFrameworkInfo(info);
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        var response = client.send(request(call).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("SUBSCRIBE was answered " + response.statusCode());
        }
        streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
        stream = response.body();
        var reader = new Thread(this::read, "test-scheduler");
        reader.setDaemon(true);
        reader.start();
        var subscribed = next(Event.Type.SUBSCRIBED);
        info = info.toBuilder()
                .setId(subscribed.getSubscribed().getFrameworkId())
                .build();
        return subscribed;
    }

    HttpResponse<String> call(Call.Builder call) throws Exception {
        var request = request(call.setFrameworkId(frameworkId())).header("Mesos-Stream-Id", streamId);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    FrameworkID frameworkId() {
        return info.getId();
    }

    Event next(Event.Type type) throws Exception {
        return next(event -> event.getType() == type);
    }

    /** The next update, acknowledged. */
    TaskStatus nextUpdate() throws Exception {
        var status = next(Event.Type.UPDATE).getUpdate().getStatus();
        if (status.hasUuid()) {
            var call = Call.newBuilder().setType(Call.Type.ACKNOWLEDGE);
            call.getAcknowledgeBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid());
            call(call);
        }
        return status;
    }

    /** True if the stream ends in time. */
    boolean hasEnded() throws Exception {
        return next(event -> event == END) == END;
    }

    /** The connection breaks. */
    void disconnect() throws Exception {
        stream.close();
    }

    @Override
    public void close() throws Exception {
        disconnect();
    }

    private Event next(Predicate<Event> condition) throws Exception {
        while (true) {
            var event = events.poll(15, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("no such event");
            }
            if (condition.test(event)) {
                return event;
            }
        }
    }

    private HttpRequest.Builder request(Call.Builder call) {
        var body = isJson()
                ? ProtoJson.print(call).getBytes(StandardCharsets.UTF_8)
                : call.build().toByteArray();
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", mediaType)
                .header("Accept", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private boolean isJson() {
        return mediaType.equals("application/json");
    }

    private void read() {
        var decoder = new RecordIo.Decoder();
        var buffer = new byte[8192];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (var record : decoder.feed(Arrays.copyOf(buffer, count))) {
                    events.add(
                            isJson()
                                    ? ProtoJson.parse(record, Event.newBuilder())
                                            .build()
                                    : Event.parseFrom(record));
                }
            }
        } catch (Exception e) { // whatever it is, the stream is over
            events.add(END);
            return;
        }
        events.add(END);
    }
}
