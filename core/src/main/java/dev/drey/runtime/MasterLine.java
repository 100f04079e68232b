/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.mesos.CallTranslator;
import dev.drey.mesos.MesosConnection;
import dev.drey.model.FrameworkId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Input;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to the master: the connection, the framework id that calls carry, and whether there is a subscription.
 *
 * <p>Changed on the event loop only; may be read from any thread.
 */
final class MasterLine {
    private static final Logger LOG = LoggerFactory.getLogger(MasterLine.class);

    private final MesosConnection.Factory transport;
    private final CallTranslator translator;
    private final Counters counters;

    private volatile Optional<MesosConnection> connection = Optional.empty();
    private volatile Optional<FrameworkId> framework = Optional.empty();
    private volatile boolean subscribed;
    private volatile boolean subscribedOnce;

    MasterLine(MesosConnection.Factory transport, CallTranslator translator, Counters counters) {
        this.transport = transport;
        this.translator = translator;
        this.counters = counters;
    }

    void connect(MesosCallbacks callbacks) {
        connection = Optional.of(transport.open(callbacks, callbacks));
    }

    void close() {
        subscribed = false;
        connection.ifPresent(MesosConnection::close);
    }

    /** Notes what an input says of the subscription, before the core gets it. */
    void note(Input input) {
        if (input instanceof Input.Subscribed in) {
            framework = Optional.of(in.framework());
            subscribedOnce = true;
            subscribed = true;
        } else if (input instanceof Input.Disconnected) {
            subscribed = false;
        }
    }

    void remember(Optional<FrameworkId> stored) {
        framework = stored;
    }

    void send(Call call) {
        if (call instanceof Call.Subscribe subscribe) {
            framework = subscribe.id();
        } else if (framework.isEmpty()) {
            counters.raise(ShellMetric.CALLS_LOST);
            LOG.warn("a call is dropped, since no framework id is known yet: {}", call);
            return;
        }
        counters.raise(ShellMetric.CALLS_SENT);
        connection.orElseThrow().send(translator.translate(call, framework));
    }

    void reconnect() {
        connection.orElseThrow().reconnect();
    }

    Optional<FrameworkId> framework() {
        return framework;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    /** Whether a master accepted a subscription of this process at any time. */
    boolean wasEverSubscribed() {
        return subscribedOnce;
    }
}
