/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Remembers whether somebody asked this process to end. To Flink that is the same as the loss of leadership. */
final class TerminationSignal {
    private static final Logger LOG = LoggerFactory.getLogger(TerminationSignal.class);
    private static final AtomicBoolean RECEIVED = new AtomicBoolean();

    private TerminationSignal() {}

    /** Begins to listen; whoever listened before still does. */
    static void listen() {
        for (var name : List.of("TERM", "INT")) {
            var previous = new AtomicReference<>(SignalHandler.SIG_DFL);
            try {
                previous.set(Signal.handle(new Signal(name), signal -> {
                    RECEIVED.set(true);
                    previous.get().handle(signal);
                }));
            } catch (IllegalArgumentException e) {
                LOG.info("signal {} is not available: {}", name, e.getMessage());
            }
        }
    }

    static boolean isReceived() {
        return RECEIVED.get();
    }
}
