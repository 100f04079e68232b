/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.Request;
import java.util.Map;
import java.util.Optional;

/** Lets only those operators in who have credentials, if there are any; also on a master that does not lead. */
public final class OperatorGate {
    private final Optional<BasicAuthentication> readonly;
    private final Optional<BasicAuthentication> readwrite;

    /**
     * Secrets are by principal; if there are none, everybody may come in.
     *
     * @param readers of those who only look
     * @param operators of those who may change something
     */
    public OperatorGate(Map<String, String> readers, Map<String, String> operators) {
        readonly = realm("mesos-master-readonly", readers);
        readwrite = realm("mesos-master-readwrite", operators);
    }

    /** For endpoints that only show something. */
    Handler readonly(Handler handler) {
        return guarded(readonly, handler);
    }

    /** For endpoints that may change something. */
    Handler readwrite(Handler handler) {
        return guarded(readwrite, handler);
    }

    /** Who asks, if he had to say so. */
    Optional<String> principal(Request request) {
        return readwrite.flatMap(basic -> basic.principal(request.header("Authorization")));
    }

    private static Optional<BasicAuthentication> realm(String name, Map<String, String> secrets) {
        return secrets.isEmpty() ? Optional.empty() : Optional.of(new BasicAuthentication(name, secrets));
    }

    private static Handler guarded(Optional<BasicAuthentication> realm, Handler handler) {
        return realm.<Handler>map(basic -> exchange -> {
                    var known = basic.principal(exchange.request().header("Authorization"));
                    if (known.isEmpty()) {
                        exchange.respond(basic.challenge());
                    } else {
                        handler.handle(exchange);
                    }
                })
                .orElse(handler);
    }
}
