/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One handler for each kind of message to an agent; none may be missing. */
final class Dispatch {
    private final Map<Class<?>, Consumer<ToAgent>> handlers = new LinkedHashMap<>();

    <M extends ToAgent> Dispatch on(Class<M> kind, Consumer<M> handler) {
        handlers.put(kind, message -> handler.accept(kind.cast(message)));
        return this;
    }

    Dispatch checked() {
        for (var kind : ToAgent.class.getPermittedSubclasses()) {
            if (kind.isRecord() && !handlers.containsKey(kind)) {
                throw new IllegalStateException("no handler for " + kind.getSimpleName());
            }
        }
        return this;
    }

    void handle(ToAgent message) {
        handlers.get(message.getClass()).accept(message);
    }
}
