/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.mesos.MesosConnection;
import dev.drey.mesos.TransportListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** A transport whose other end is the test. */
final class FakeTransport implements MesosConnection.Factory, MesosConnection {
    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile int reconnects;
    volatile boolean closed;
    volatile TransportListener listener;
    private volatile Scheduler callbacks;

    @Override
    public MesosConnection open(Scheduler scheduler, TransportListener transportListener) {
        callbacks = scheduler;
        listener = transportListener;
        callbacks.connected(this);
        return this;
    }

    List<Call.Type> types() {
        return calls.stream().map(Call::getType).toList();
    }

    void event(Event.Type type) {
        event(Event.newBuilder().setType(type).build());
    }

    void event(Event event) {
        callbacks.received(this, event);
    }

    void subscribed(String framework) {
        var event = Event.newBuilder().setType(Event.Type.SUBSCRIBED);
        event.getSubscribedBuilder().getFrameworkIdBuilder().setValue(framework);
        event(event.build());
    }

    void disconnect() {
        callbacks.disconnected(this);
    }

    @Override
    public void send(Call call) {
        calls.add(call);
    }

    @Override
    public void reconnect() {
        reconnects++;
    }

    @Override
    public void close() {
        closed = true;
    }
}
