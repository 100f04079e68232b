/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos.wire;

import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TextFormat;
import dev.drey.mesos.MesosConnection;
import dev.drey.mesos.TransportListener;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** A connection that writes each call before it is sent, and each event before the scheduler hears of it. */
final class LoggedConnection implements MesosConnection, Scheduler, TransportListener {
    private final WireLog log;
    private final Scheduler callbacks;
    private final TransportListener listener;
    /* Callbacks may come before the factory returned the connection; they do not need it, calls do. */
    private final CompletableFuture<MesosConnection> connection = new CompletableFuture<>();

    LoggedConnection(WireLog log, Scheduler callbacks, TransportListener listener) {
        this.log = log;
        this.callbacks = callbacks;
        this.listener = listener;
    }

    void begin(MesosConnection.Factory connections) {
        connection.complete(connections.open(this, this));
    }

    @Override
    public void send(Call call) {
        log.write("CALL", text(WithoutSecrets.of(call)));
        connection.join().send(call);
    }

    @Override
    public void reconnect() {
        connection.join().reconnect();
    }

    @Override
    public void close() {
        connection.join().close();
    }

    @Override
    public void connected(Mesos from) {
        log.write("CONNECTED", "");
        callbacks.connected(this);
    }

    @Override
    public void disconnected(Mesos from) {
        log.write("DISCONNECTED", "");
        callbacks.disconnected(this);
    }

    @Override
    public void received(Mesos from, Event event) {
        log.write("EVENT", text(event));
        callbacks.received(this, event);
    }

    @Override
    public void refused(int status, String message) {
        log.write("REFUSED", "SUBSCRIBE " + status + " " + message);
        listener.refused(status, message);
    }

    @Override
    public void callRejected(Call.Type type, int status, String message) {
        log.write("REFUSED", type + " " + status + " " + message);
        listener.callRejected(type, status, message);
    }

    @Override
    public void callLost(Call.Type type, String reason) {
        log.write("LOST", type + " " + reason);
        listener.callLost(type, reason);
    }

    @Override
    public void eventUnreadable(String reason) {
        log.write("UNREADABLE", reason);
        listener.eventUnreadable(reason);
    }

    private static String text(MessageOrBuilder message) {
        return TextFormat.printer().shortDebugString(message);
    }
}
