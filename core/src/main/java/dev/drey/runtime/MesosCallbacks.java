/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.mesos.EventTranslator;
import dev.drey.mesos.TransportListener;
import dev.drey.scheduler.Input;
import java.util.function.Consumer;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns callbacks of the transport into inputs, and what it tells besides into log lines and counters. */
final class MesosCallbacks implements Scheduler, TransportListener {
    private static final Logger LOG = LoggerFactory.getLogger(MesosCallbacks.class);

    private final EventTranslator translator;
    private final Counters counters;
    private final Consumer<Input> inputs;
    private final Consumer<String> refusals;

    MesosCallbacks(EventTranslator translator, Counters counters, Consumer<Input> inputs, Consumer<String> refusals) {
        this.translator = translator;
        this.counters = counters;
        this.inputs = inputs;
        this.refusals = refusals;
    }

    @Override
    public void connected(Mesos mesos) {
        inputs.accept(new Input.Connected());
    }

    @Override
    public void disconnected(Mesos mesos) {
        counters.raise(ShellMetric.DISCONNECTIONS);
        inputs.accept(new Input.Disconnected());
    }

    @Override
    public void received(Mesos mesos, Event event) {
        counters.raise(ShellMetric.EVENTS_RECEIVED);
        try {
            translator.translate(event).ifPresent(inputs);
        } catch (IllegalArgumentException e) {
            eventUnreadable(event.getType() + ": " + e.getMessage());
        }
    }

    @Override
    public void refused(int status, String message) {
        counters.raise(ShellMetric.SUBSCRIPTIONS_REFUSED);
        refusals.accept(message);
    }

    @Override
    public void callRejected(Call.Type type, int status, String message) {
        counters.raise(ShellMetric.CALLS_REJECTED);
        LOG.warn("call={} status={} rejected: {}", type, status, message);
    }

    @Override
    public void callLost(Call.Type type, String reason) {
        counters.raise(ShellMetric.CALLS_LOST);
        LOG.info("call={} lost: {}", type, reason);
    }

    @Override
    public void eventUnreadable(String reason) {
        counters.raise(ShellMetric.EVENTS_UNREADABLE);
        LOG.error("an event of the master was skipped: {}", reason);
    }
}
