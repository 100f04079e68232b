/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the live simulated master, over connections that split, stall and swallow bytes. */
@Tag("wire")
class HostileWireTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(500);
    private static LiveCluster cluster;

    private final Client client = new Client();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    /** Subscribes whenever it is connected. */
    private static final class Client implements Scheduler {
        final List<String> callbacks = new CopyOnWriteArrayList<>();
        volatile Optional<FrameworkID> framework = Optional.empty();

        @Override
        public void connected(Mesos mesos) {
            callbacks.add("connected");
            var call = HttpMesosTest.subscribe().toBuilder();
            framework.ifPresent(id -> {
                call.setFrameworkId(id);
                call.getSubscribeBuilder().getFrameworkInfoBuilder().setId(id);
            });
            call.getSubscribeBuilder().getFrameworkInfoBuilder().setFailoverTimeout(60);
            mesos.send(call.build());
        }

        @Override
        public void disconnected(Mesos mesos) {
            callbacks.add("disconnected");
        }

        @Override
        public void received(Mesos mesos, Event event) {
            if (event.hasSubscribed()) {
                framework = Optional.of(event.getSubscribed().getFrameworkId());
            }
            callbacks.add(event.getType().name());
        }
    }

    @BeforeAll
    static void startMesos() throws Exception {
        cluster = LiveCluster.start(ClusterConfig.builder().agents(2).build());
    }

    @AfterAll
    static void stopMesos() {
        cluster.close();
    }

    @AfterEach
    void close() throws Exception {
        for (var resource : toClose) {
            resource.close();
        }
    }

    @Test
    void readsEventsThatComeByteByByte() throws Exception {
        subscribed(wire(() -> 1));
        awaitCallback("OFFERS");
    }

    @Test
    void readsEventsHoweverTheyAreCut() throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            client.callbacks.clear();
            client.framework = Optional.empty();
            var random = new Random(seed);
            var mesos = subscribed(wire(() -> 1 + random.nextInt(40)));
            awaitCallback("OFFERS");
            mesos.send(call(Call.Type.TEARDOWN));
            awaitCallback("disconnected");
            mesos.close();
        }
    }

    @Test
    void givesUpAConnectionThatSwallowsCallsAndMakesAnother() throws Exception {
        var wire = wire(() -> 8192);
        var mesos = subscribed(wire);
        var framework = client.framework;
        wire.freeze();

        mesos.send(call(Call.Type.REVIVE));

        await().atMost(SOON).until(() -> count("disconnected") == 1);
        wire.thaw();
        await().atMost(SOON).until(() -> count("SUBSCRIBED") == 2);
        assertThat(client.callbacks).containsSubsequence("SUBSCRIBED", "disconnected", "connected", "SUBSCRIBED");
        assertThat(client.framework).isEqualTo(framework);
    }

    @Test
    void goesOnTryingWhileNothingAnswersAtAll() throws Exception {
        var wire = wire(() -> 8192);
        var mesos = subscribed(wire);
        wire.freeze();

        mesos.reconnect();
        await().atMost(SOON).until(() -> count("connected") == 2);
        wire.thaw();
        mesos.reconnect();

        await().atMost(SOON).until(() -> count("SUBSCRIBED") == 2);
    }

    @Test
    void doesNotWaitForAnAnswerWhoseBodyNeverComes() throws Exception {
        try (var master = new FakeMaster()) {
            master.callAnswers.add(exchange -> exchange.sendResponseHeaders(202, 10));
            var endpoint = new SchedulerEndpoint(HttpClient.newHttpClient(), Optional.empty(), CALL_TIMEOUT);
            var session = new SchedulerEndpoint.Session(URI.create("http://" + master.hostPort()), "s-1");

            assertThatThrownBy(() -> endpoint.send(session, Call.getDefaultInstance()))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessageContaining("500 ms");
        }
    }

    private HostileWire wire(IntSupplier pieces) throws Exception {
        var wire = new HostileWire(cluster.masterPort(), pieces);
        toClose.add(wire);
        return wire;
    }

    private HttpMesos subscribed(HostileWire wire) {
        var settings = new HttpMesos.Settings(wire.hostPort(), Optional.empty(), Optional.empty());
        var mesos = new HttpMesos(settings, client, new RecordingScheduler(), CALL_TIMEOUT);
        toClose.add(0, mesos::close);
        mesos.start();
        awaitCallback("SUBSCRIBED");
        return mesos;
    }

    private Call call(Call.Type type) {
        return Call.newBuilder()
                .setType(type)
                .setFrameworkId(client.framework.orElseThrow())
                .build();
    }

    private void awaitCallback(String name) {
        await().atMost(SOON).until(() -> client.callbacks.contains(name));
    }

    private long count(String name) {
        return client.callbacks.stream().filter(name::equals).count();
    }
}
