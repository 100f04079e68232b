/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** A connection of a library that does nothing but what it is told, and that answers reconnect() as libmesos does. */
final class FakeLibmesos implements Libmesos {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Scheduler callbacks;
    final String master;
    final Optional<Credential> credential;
    /** Whether reconnect() has no consequences by itself. */
    boolean isSilent;

    private volatile boolean isConnected;

    FakeLibmesos(Scheduler callbacks, String master, Optional<Credential> credential) {
        this.callbacks = callbacks;
        this.master = master;
        this.credential = credential;
    }

    void connects() {
        isConnected = true;
        callbacks.connected(this);
    }

    void disconnects() {
        isConnected = false;
        callbacks.disconnected(this);
    }

    void tells(Event.Type type) {
        callbacks.received(this, Event.newBuilder().setType(type).build());
    }

    void tellsError(String message) {
        var event = Event.newBuilder().setType(Event.Type.ERROR);
        event.getErrorBuilder().setMessage(message);
        callbacks.received(this, event.build());
    }

    @Override
    public void send(Call call) {
        calls.add(call.getType().name());
    }

    @Override
    public void reconnect() {
        calls.add("reconnect");
        if (isConnected && !isSilent) {
            DaemonThreads.run("fake-libmesos", () -> {
                disconnects();
                connects();
            });
        }
    }

    @Override
    public void dispose() {
        calls.add("dispose");
    }
}
