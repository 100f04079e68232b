/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the handler of a path: the one with the longest route that is the path or one of its parents, as Mesos does it.
 * A trailing slash does not matter. What has no route gets 404.
 */
public final class Routes implements Handler {
    private final Map<String, Handler> handlers = new TreeMap<>();

    /** Adds a route. The route {@code /} answers only the bare root, not everything beneath it. */
    public Routes add(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    @Override
    public void handle(Exchange exchange) {
        var path = exchange.request().path();
        var route = path;
        while (route.length() > 1) {
            var handler = handlers.get(route);
            if (handler != null) {
                handler.handle(exchange);
                return;
            }
            route = route.substring(0, Math.max(0, route.lastIndexOf('/')));
        }
        var root = handlers.get("/");
        if (path.equals("/") && root != null) {
            root.handle(exchange);
        } else {
            exchange.respond(Response.text(404, "There is nothing at " + path + "."));
        }
    }
}
