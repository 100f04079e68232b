/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to libmesos, and what of its callbacks reaches the scheduler. */
@Tag("unit")
class NativeMesosTest {
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private final AtomicReference<FakeLibmesos> opened = new AtomicReference<>();

    @Test
    void subscribesAndPassesEventsOn() {
        var mesos = open();

        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));
        library().tells(Event.Type.SUBSCRIBED);
        library().tells(Event.Type.HEARTBEAT);
        library().tells(Event.Type.OFFERS);
        mesos.send(call(Call.Type.DECLINE));

        assertThat(scheduler.callbacks).containsExactly("connected", "SUBSCRIBED", "HEARTBEAT", "OFFERS");
        assertThat(library().calls).containsExactly("SUBSCRIBE", "DECLINE");
        assertThat(scheduler.lost).isEmpty();
    }

    @Test
    void sendsNothingThatTheLibraryWouldDropOrDieOf() {
        var mesos = open();
        mesos.send(call(Call.Type.SUBSCRIBE));
        library().connects();
        mesos.send(call(Call.Type.DECLINE));
        mesos.send(call(Call.Type.SUBSCRIBE));
        mesos.send(call(Call.Type.SUBSCRIBE));
        library().tells(Event.Type.SUBSCRIBED);
        library().disconnects();
        mesos.send(call(Call.Type.KILL));

        assertThat(library().calls).containsExactly("SUBSCRIBE");
        assertThat(scheduler.lost)
                .containsExactly(
                        "SUBSCRIBE: the connection is OFFLINE",
                        "DECLINE: the connection is CONNECTED",
                        "SUBSCRIBE: the connection is SUBSCRIBING",
                        "KILL: the connection is OFFLINE");
    }

    @Test
    void subscribesAgainAfterADisconnection() {
        var mesos = open();
        subscribe(mesos);

        library().disconnects();
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));

        assertThat(scheduler.callbacks).containsExactly("connected", "SUBSCRIBED", "disconnected", "connected");
        assertThat(library().calls).containsExactly("SUBSCRIBE", "SUBSCRIBE");
    }

    @Test
    void sendsNothingBetweenAReconnectAndTheNextConnection() {
        var mesos = open();
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));

        library().isSilent = true;
        mesos.reconnect();
        library().tells(Event.Type.SUBSCRIBED);
        mesos.send(call(Call.Type.DECLINE));
        mesos.send(call(Call.Type.SUBSCRIBE));
        library().disconnects();
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));

        assertThat(library().calls).containsExactly("SUBSCRIBE", "reconnect", "SUBSCRIBE");
        assertThat(scheduler.lost)
                .containsExactly("DECLINE: the connection is OFFLINE", "SUBSCRIBE: the connection is OFFLINE");
    }

    @Test
    void tellsOfARefusedCallButGoesOn() {
        var mesos = open();
        subscribe(mesos);

        library().tellsError("Received unexpected '400 Bad Request' (Framework is\nnot known) for DECLINE");

        assertThat(scheduler.rejected).containsExactly("DECLINE 400 Framework is\nnot known");
        assertThat(scheduler.callbacks).doesNotContain("ERROR");
    }

    @Test
    void tellsOfARefusedSubscriptionAsOverHttp() {
        var mesos = open();
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));

        library().tellsError("Received unexpected '401 Unauthorized' () for SUBSCRIBE");

        assertThat(scheduler.refused)
                .singleElement()
                .asString()
                .startsWith("401: the master refuses principal flink: check mesos.resourcemanager.framework.principal");
        assertThat(scheduler.callbacks).containsExactly("connected");
    }

    @Test
    void passesErrorsOfTheMasterOn() {
        subscribe(open());

        library().tellsError("Framework failed over");

        assertThat(scheduler.callbacks).endsWith("ERROR");
    }

    @Test
    void endsTheSubscriptionBeforeTheLibraryIsLeft() {
        var mesos = open();
        subscribe(mesos);

        mesos.close();
        mesos.close();

        assertThat(library().calls).containsExactly("SUBSCRIBE", "reconnect");
        await().untilAsserted(() -> assertThat(library().calls).containsExactly("SUBSCRIBE", "reconnect", "dispose"));
        assertThat(scheduler.callbacks).containsExactly("connected", "SUBSCRIBED");
    }

    @Test
    void saysNothingAndHearsNothingOnceClosed() {
        var mesos = open();
        subscribe(mesos);
        mesos.close();
        await().until(() -> library().calls.contains("dispose"));
        var before = library().calls.size();

        library().tells(Event.Type.OFFERS);
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));
        mesos.reconnect();

        assertThat(library().calls).hasSize(before);
        assertThat(scheduler.callbacks).containsExactly("connected", "SUBSCRIBED");
        assertThat(scheduler.lost).containsExactly("SUBSCRIBE: closed");
    }

    @Test
    void leavesTheLibraryOnlyWhenNoCallbackIsAtWork() throws Exception {
        var entered = new CountDownLatch(1);
        var mesos = open(new RecordingCallback(() -> {
            entered.countDown();
            new CountDownLatch(1).await();
        }));
        var callback = DaemonThreads.run("callback", () -> library().connects());
        entered.await();

        mesos.close();

        await().until(() -> library().calls.contains("dispose"));
        assertThat(callback.isAlive()).isFalse();
    }

    @Test
    void startsOverWhenACallbackFails() {
        var failures = new AtomicInteger();
        open(new RecordingCallback(() -> {
            if (failures.incrementAndGet() == 1) {
                throw new StackOverflowError("a bug");
            }
        }));

        library().connects();

        await().until(() -> failures.get() == 2);
        assertThat(library().calls).containsExactly("reconnect");
    }

    @Test
    void waitsForTheLibraryWhenItCallsBackTooEarly() {
        var mesos =
                NativeMesos.open(settings("localhost:5050"), scheduler, scheduler, (callbacks, master, credential) -> {
                    var library = new FakeLibmesos(callbacks, master, credential);
                    opened.set(library);
                    library.connects();
                    return library;
                });

        mesos.send(call(Call.Type.SUBSCRIBE));

        assertThat(scheduler.callbacks).containsExactly("connected");
        assertThat(library().calls).containsExactly("SUBSCRIBE");
    }

    @Test
    void saysThatTheLibraryDoesNotStart() {
        assertThatThrownBy(() -> NativeMesos.open(settings("localhost:5050"), scheduler, scheduler, (a, b, c) -> {
                    throw new UnsatisfiedLinkError("V1Mesos.initialize()");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("libmesos does not start: V1Mesos.initialize()");
    }

    @Test
    void passesTheCredentialOn() {
        open();

        assertThat(library().credential).hasValueSatisfying(pair -> {
            assertThat(pair.getPrincipal()).isEqualTo("flink");
            assertThat(pair.getSecret()).isEqualTo("hush");
        });
    }

    @Test
    void namesTheMasterAsTheLibraryWantsIt(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("master"), "zk://a:2181,b:2181/mesos\n");

        assertThat(settings("localhost").masterForLibrary()).isEqualTo("localhost:5050");
        assertThat(settings("127.0.0.1:5051").masterForLibrary()).isEqualTo("127.0.0.1:5051");
        assertThat(settings("http://localhost:5050").masterForLibrary()).isEqualTo("localhost:5050");
        assertThat(settings("zk://u:p@a:2181,b:2181/mesos/").masterForLibrary())
                .isEqualTo("zk://u:p@a:2181,b:2181/mesos");
        assertThat(settings("file://" + file).masterForLibrary()).isEqualTo("zk://a:2181,b:2181/mesos");
        assertThat(settings("zk://u:p@a:2181/mesos").toString()).doesNotContain("u:p");
    }

    @Test
    void refusesMastersThatTheLibraryWouldDieOf() {
        assertRefused("https://localhost:5050", "LIBPROCESS_SSL_ENABLED");
        assertRefused("[::1]:5050", "IPv6");
        assertRefused("no-such-host.invalid:5050", "no-such-host.invalid");
        assertRefused("zk://a:2181", "without path");
    }

    private static void assertRefused(String master, String why) {
        assertThatThrownBy(() -> NativeMesos.factory(settings(master)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private NativeMesos open() {
        return open(scheduler);
    }

    private NativeMesos open(Scheduler callbacks) {
        return NativeMesos.open(settings("localhost:5050"), callbacks, scheduler, (inner, master, credential) -> {
            opened.set(new FakeLibmesos(inner, master, credential));
            return library();
        });
    }

    private static NativeMesos.Settings settings(String master) {
        return new NativeMesos.Settings(master, Optional.of(new Credential("flink", "hush")));
    }

    private void subscribe(NativeMesos mesos) {
        library().connects();
        mesos.send(call(Call.Type.SUBSCRIBE));
        library().tells(Event.Type.SUBSCRIBED);
    }

    private FakeLibmesos library() {
        return opened.get();
    }

    private static Call call(Call.Type type) {
        return Call.newBuilder().setType(type).build();
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    /** Does something when connected. */
    private record RecordingCallback(Action whenConnected) implements Scheduler {
        @Override
        public void connected(Mesos mesos) {
            try {
                whenConnected.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void disconnected(Mesos mesos) {}

        @Override
        public void received(Mesos mesos, Event event) {}
    }
}
