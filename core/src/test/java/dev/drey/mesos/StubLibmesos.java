/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * The other half of {@code stub_libmesos.c}: connects over HTTP, and behaves towards its user as libmesos does.
 *
 * <p>Needs nothing of the tests, so that an application master can have it on its class path.
 */
public final class StubLibmesos {
    static final List<String> LIFE = new CopyOnWriteArrayList<>();

    private static final Map<Long, HttpMesos> CONNECTIONS = new ConcurrentHashMap<>();

    private StubLibmesos() {}

    static int living() {
        return CONNECTIONS.size();
    }

    static void opened(long pointer, String master, byte[] credential) throws Exception {
        LIFE.add("opened " + master);
        var pair = Optional.<Credential>empty();
        if (credential != null) {
            var parsed = Protos.Credential.parseFrom(credential);
            pair = Optional.of(new Credential(parsed.getPrincipal(), parsed.getSecret()));
        }
        var bridge = new Bridge(pointer);
        var http = new HttpMesos(new HttpMesos.Settings(master, pair, Optional.empty()), bridge, bridge);
        CONNECTIONS.put(pointer, http);
        http.start();
    }

    static void sent(long pointer, byte[] call) throws Exception {
        CONNECTIONS.get(pointer).send(Call.parseFrom(call));
    }

    static void reconnect(long pointer) {
        CONNECTIONS.get(pointer).reconnect();
    }

    static void finalized(long pointer) {
        CONNECTIONS.remove(pointer).close();
        LIFE.add("finalized");
    }

    private static native void connected(long pointer);

    private static native void disconnected(long pointer);

    private static native void received(long pointer, byte[] event);

    private record Bridge(long pointer) implements Scheduler, TransportListener {
        @Override
        public void connected(Mesos mesos) {
            StubLibmesos.connected(pointer);
        }

        @Override
        public void disconnected(Mesos mesos) {
            StubLibmesos.disconnected(pointer);
        }

        @Override
        public void received(Mesos mesos, Event event) {
            StubLibmesos.received(pointer, event.toByteArray());
        }

        @Override
        public void refused(int status, String message) {
            callRejected(Call.Type.SUBSCRIBE, status, message);
        }

        /* Those after which libmesos says nothing. */
        @Override
        public void callRejected(Call.Type type, int status, String message) {
            if (status != 307 && status != 404 && status != 503) {
                var event = Event.newBuilder().setType(Event.Type.ERROR);
                event.getErrorBuilder()
                        .setMessage("Received unexpected '" + status + " Refused' (" + message + ") for " + type);
                StubLibmesos.received(pointer, event.build().toByteArray());
            }
        }
    }
}
