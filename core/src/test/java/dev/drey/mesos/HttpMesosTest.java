/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.TestTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("wire")
class HttpMesosTest {
    private final FakeMaster master = new FakeMaster();
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private HttpMesos mesos;

    @AfterEach
    void stop() {
        if (mesos != null) {
            mesos.close();
        }
        master.close();
    }

    @Test
    void subscribesAndReceivesEvents() {
        connect();

        mesos.send(subscribe());
        scheduler.awaits("connected", "SUBSCRIBED");
        master.emit(event(Event.Type.HEARTBEAT));

        scheduler.awaits("connected", "SUBSCRIBED", "HEARTBEAT");
        assertThat(master.requests.get(0).path()).isEqualTo("/api/v1/scheduler");
        assertThat(master.requests.get(0).streamId()).isNull();
        assertThat(master.requests.get(0).authorization()).isNull();
    }

    @Test
    void sendsCallsInOrderWithTheStreamId() {
        subscribed();

        for (int i = 0; i < 30; i++) {
            mesos.send(call(i % 2 == 0 ? Call.Type.REVIVE : Call.Type.SUPPRESS));
        }

        await().until(() -> master.requests.size() == 31);
        var calls = master.requests.subList(1, 31);
        assertThat(calls).allMatch(request -> request.streamId().equals("stream-1"));
        for (int i = 0; i < 30; i++) {
            assertThat(calls.get(i).call().getType()).isEqualTo(i % 2 == 0 ? Call.Type.REVIVE : Call.Type.SUPPRESS);
        }
    }

    @Test
    void dropsCallsWhileNotSubscribed() {
        connect();
        scheduler.awaits("connected");

        mesos.send(call(Call.Type.REVIVE));

        assertThat(scheduler.lost).containsExactly("REVIVE: not subscribed");
        assertThat(master.requests).isEmpty();
    }

    @Test
    void dropsASecondSubscribeWhileAStreamIsOpen() {
        subscribed();

        mesos.send(subscribe());

        await().until(() -> !scheduler.lost.isEmpty());
        assertThat(master.streams()).isEqualTo(1);
        scheduler.awaits("connected", "SUBSCRIBED");
    }

    @Test
    void connectsAgainAfterTheStreamEnds() {
        subscribed();

        master.endStream();

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
        mesos.send(subscribe());
        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected", "SUBSCRIBED");
        mesos.send(call(Call.Type.REVIVE));
        await().until(() -> master.requests.size() == 3);
        assertThat(master.requests.get(2).streamId()).isEqualTo("stream-2");
    }

    @Test
    void connectsAgainAfterAStreamThatIsNotRecordIo() {
        subscribed();

        master.emitRaw("hello\n".getBytes(StandardCharsets.US_ASCII));

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
    }

    @Test
    void skipsAnEventThatCannotBeParsed() {
        subscribed();

        master.emitRaw(FakeMaster.record(new byte[] {(byte) 0xff, 1, 2}));
        master.emit(event(Event.Type.HEARTBEAT));

        scheduler.awaits("connected", "SUBSCRIBED", "HEARTBEAT");
        assertThat(scheduler.unreadable).hasSize(1);
    }

    @Test
    void reconnectsOnDemand() {
        subscribed();

        mesos.reconnect();

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
    }

    @Test
    void followsARedirectToTheLeaderAndSendsCallsThere() {
        try (var leader = new FakeMaster()) {
            master.answers.add(
                    FakeMaster.status(307, "Location", "//" + leader.hostPort() + "/master/api/v1/scheduler"));
            connect();

            mesos.send(subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");
            mesos.send(call(Call.Type.REVIVE));

            await().until(() -> leader.requests.size() == 2);
            assertThat(leader.requests).allMatch(request -> request.path().equals("/master/api/v1/scheduler"));
            assertThat(master.requests).hasSize(1);
        }
    }

    @Test
    void keepsItsOwnPathIfTheRedirectHasNone() {
        try (var leader = new FakeMaster()) {
            master.answers.add(FakeMaster.status(307, "Location", "//" + leader.hostPort()));
            connect();

            mesos.send(subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");

            assertThat(leader.requests.get(0).path()).isEqualTo("/api/v1/scheduler");
        }
    }

    @Test
    void startsOverWhenTheMasterIsNotReady() {
        master.answers.add(FakeMaster.status(503));
        connect();

        mesos.send(subscribe());

        scheduler.awaits("connected", "disconnected", "connected");
        mesos.send(subscribe());
        scheduler.awaits("connected", "disconnected", "connected", "SUBSCRIBED");
        assertThat(scheduler.refused).isEmpty();
    }

    @Test
    void givesUpOnARedirectInCircles() {
        for (int i = 0; i < 6; i++) {
            master.answers.add(FakeMaster.status(307, "Location", "//" + master.hostPort() + "/x"));
        }
        connect();

        mesos.send(subscribe());

        scheduler.awaits("connected", "disconnected", "connected");
        assertThat(master.requests).hasSize(6);
    }

    @Test
    void saysWhichPrincipalIsRefusedAndNotItsSecret() {
        master.answers.add(FakeMaster.status(401, "WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\""));
        connect(Optional.of(new Credential("flink", "hush")));

        mesos.send(subscribe());

        scheduler.awaits("connected", "disconnected", "connected");
        assertThat(scheduler.refused).hasSize(1);
        assertThat(scheduler.refused.get(0))
                .startsWith("401: the master refuses principal flink")
                .contains("mesos.resourcemanager.framework.principal")
                .doesNotContain("hush");
        assertThat(master.requests.get(0).authorization()).isEqualTo("Basic Zmxpbms6aHVzaA==");
    }

    @Test
    void tellsOfCallsTheMasterRejects() {
        subscribed();
        master.callAnswers.add(FakeMaster.status(400));

        mesos.send(call(Call.Type.KILL));
        mesos.send(call(Call.Type.REVIVE));

        await().until(() -> master.requests.size() == 3);
        await().until(() -> scheduler.rejected.equals(List.of("KILL 400 status 400")));
    }

    @Test
    void subscribesAnewWhenNobodyKnowsWhatBecameOfALaunch() {
        subscribed();
        master.callAnswers.add(exchange -> {
            throw new IOException("the connection breaks instead of an answer");
        });

        mesos.send(call(Call.Type.ACCEPT));

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
        assertThat(scheduler.lost).hasSize(1).allMatch(text -> text.startsWith("ACCEPT"));
        assertThat(master.calls()).containsExactly(Call.Type.SUBSCRIBE, Call.Type.ACCEPT);
    }

    @Test
    void subscribesAnewWhenTheMasterSaysThatNobodyIsSubscribed() {
        subscribed();
        master.callAnswers.add(FakeMaster.status(403));

        mesos.send(call(Call.Type.REVIVE));

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Framework cannot be found",
        "400, The stream ID '1' included in this request didn't match the stream ID currently associated",
        "401, status 401"
    })
    void subscribesAnewWhenTheSubscriptionIsNotTheOneTheMasterHas(int status, String text) {
        subscribed();
        master.callAnswers.add(FakeMaster.answer(status, text));

        mesos.send(call(Call.Type.REVIVE));

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
    }

    @Test
    void waitsForAMasterThatIsNotThereYet() {
        int port = master.port();
        master.close();
        mesos = new HttpMesos(settings("127.0.0.1:" + port, Optional.empty()), scheduler, scheduler);
        mesos.start();

        try (var late = new FakeMaster(port, Optional.empty())) {
            scheduler.awaits("connected");
            assertThat(late.requests).isEmpty();
        }
    }

    @Test
    void sendsWhatIsQueuedBeforeItCloses() {
        subscribed();

        mesos.send(call(Call.Type.TEARDOWN));
        mesos.close();

        assertThat(master.calls()).containsExactly(Call.Type.SUBSCRIBE, Call.Type.TEARDOWN);
    }

    @Test
    void callsBackNoMoreOnceItIsClosed() {
        subscribed();

        long begin = System.nanoTime();
        mesos.close();
        master.endStream();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        mesos.send(call(Call.Type.REVIVE));
        scheduler.awaits("connected", "SUBSCRIBED");
    }

    @Test
    void talksToAMasterThatSpeaksHttps(@TempDir Path dir) throws Exception {
        var tls = TestTls.context(dir);
        try (var secure = new FakeMaster(0, Optional.of(tls))) {
            mesos = new HttpMesos(
                    new HttpMesos.Settings(secure.hostPort(), Optional.empty(), Optional.of(tls)),
                    scheduler,
                    scheduler);
            mesos.start();
            scheduler.awaits("connected");

            mesos.send(subscribe());
            scheduler.awaits("connected", "SUBSCRIBED");
            mesos.send(call(Call.Type.REVIVE));

            await().until(() -> secure.calls().equals(List.of(Call.Type.SUBSCRIBE, Call.Type.REVIVE)));
        }
    }

    @Test
    void refusesAnAddressItDoesNotUnderstand() {
        assertThatThrownBy(() -> HttpMesos.factory(settings("ftp://m:1", Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected host:port");
    }

    private void connect() {
        connect(Optional.empty());
    }

    private void connect(Optional<Credential> credential) {
        mesos = new HttpMesos(settings(master.hostPort(), credential), scheduler, scheduler);
        mesos.start();
        scheduler.awaits("connected");
    }

    private void subscribed() {
        connect();
        mesos.send(subscribe());
        scheduler.awaits("connected", "SUBSCRIBED");
    }

    private static HttpMesos.Settings settings(String address, Optional<Credential> credential) {
        return new HttpMesos.Settings(address, credential, Optional.empty());
    }

    static Call subscribe() {
        var call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        call.getSubscribeBuilder()
                .setFrameworkInfo(FrameworkInfo.newBuilder().setName("test").setUser("me"));
        return call.build();
    }

    private static Call call(Call.Type type) {
        return Call.newBuilder()
                .setType(type)
                .setFrameworkId(FrameworkID.newBuilder().setValue(FakeMaster.FRAMEWORK))
                .build();
    }

    private static Event event(Event.Type type) {
        return Event.newBuilder().setType(type).build();
    }
}
