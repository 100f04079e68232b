/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Through the Java binding of Mesos and JNI, with a stand-in for the rest of libmesos. */
@Tag("wire")
class NativeTransportTest {
    private static final Call DECLINE =
            Call.newBuilder().setType(Call.Type.DECLINE).build();

    private final FakeMaster master = new FakeMaster();
    private final RecordingScheduler scheduler = new RecordingScheduler();

    @BeforeAll
    static void loadLibrary() throws Exception {
        StubLibrary.load();
    }

    @BeforeEach
    void forget() {
        StubLibmesos.LIFE.clear();
    }

    @AfterEach
    void stop() {
        await().atMost(Duration.ofSeconds(30)).until(() -> StubLibmesos.living() == 0);
        master.close();
    }

    @Test
    void subscribesReceivesAndSends() {
        try (var mesos = open(master.hostPort(), Optional.of(new Credential("flink", "hush")))) {
            scheduler.awaits("connected");
            mesos.send(HttpMesosTest.subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");
            mesos.send(DECLINE);

            await().until(() -> master.calls().contains(Call.Type.DECLINE));
            assertThat(master.requests)
                    .extracting(FakeMaster.Request::authorization)
                    .containsOnly("Basic " + Base64.getEncoder().encodeToString("flink:hush".getBytes()));
        }
        await().until(() -> StubLibmesos.LIFE.equals(List.of("opened " + master.hostPort(), "finalized")));
        assertThat(scheduler.callbacks).containsExactly("connected", "SUBSCRIBED");
    }

    @Test
    void outlivesACallThatTheMasterRefuses() {
        master.callAnswers.add(FakeMaster.answer(400, "Framework is not known"));
        try (var mesos = open(master.hostPort(), Optional.empty())) {
            scheduler.awaits("connected");
            mesos.send(HttpMesosTest.subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");

            mesos.send(DECLINE);

            await().until(() -> !scheduler.rejected.isEmpty());
            assertThat(scheduler.rejected).singleElement().asString().startsWith("DECLINE 400");
            scheduler.awaits("connected", "SUBSCRIBED");
        }
    }

    @Test
    void saysThatTheMasterWantsCredentials() {
        master.answers.add(FakeMaster.status(401));
        try (var mesos = open(master.hostPort(), Optional.empty())) {
            scheduler.awaits("connected");

            mesos.send(HttpMesosTest.subscribe());

            await().until(() -> !scheduler.refused.isEmpty());
            assertThat(scheduler.refused).singleElement().asString().contains("the master asks for credentials");
        }
    }

    @Test
    void connectsAnewWhenAsked() {
        try (var mesos = open(master.hostPort(), Optional.empty())) {
            scheduler.awaits("connected");
            mesos.send(HttpMesosTest.subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");

            mesos.reconnect();

            scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
        }
    }

    @Test
    void closesWhileEventsPourIn() throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder().agents(2).build())) {
            for (int leadership = 0; leadership < 5; leadership++) {
                var heard = new RecordingScheduler();
                try (var mesos = NativeMesos.factory(new NativeMesos.Settings(cluster.masterUrl(), Optional.empty()))
                        .open(heard, heard)) {
                    heard.awaits("connected");
                    mesos.send(HttpMesosTest.subscribe());
                    await().until(() -> heard.callbacks.contains("SUBSCRIBED"));
                }
                var callbacks = heard.callbacks.size();
                System.gc();
                assertThat(heard.callbacks).hasSize(callbacks);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Collections.frequency(StubLibmesos.LIFE, "finalized") == 5);
        }
    }

    private MesosConnection open(String address, Optional<Credential> credential) {
        return NativeMesos.factory(new NativeMesos.Settings(address, credential))
                .open(scheduler, scheduler);
    }
}
