/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.network;

import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The network between the processes of a world. Each direction between two nodes can be cut by itself; delay, loss and
 * duplication come over all of it.
 *
 * <p>Connections behave as TCP does: what is sent arrives in order, or the connection breaks.
 */
public final class Network {
    /* A break heals all waiting connections a moment later, as the first packet that gets through is answered by a
     * reset. */
    private static final Duration RESET = Duration.ofMillis(200);

    private final Timeline timeline;
    private final Choices choices;
    private final Route.Weather weather = new Route.Weather();
    private final Map<String, Route> routes = new TreeMap<>();
    private final List<Connection> doomed = new ArrayList<>();
    private final Set<Connection> calm = new LinkedHashSet<>();

    public Network(Timeline timeline, Choices choices) {
        this.timeline = timeline;
        this.choices = choices;
    }

    /** The direction from one node to another. */
    public Route route(String from, String to) {
        String name = from + ">" + to;
        return routes.computeIfAbsent(name, ignored -> new Route(choices.fork(name), weather, this::trouble));
    }

    /** Opens a connection; the near end is that of {@code from}. */
    public Connection connect(String from, String to) {
        return new Connection(this, timeline, route(from, to), route(to, from));
    }

    /** Whether anything gets from one node to another. */
    public boolean passes(String from, String to) {
        return !route(from, to).isCut();
    }

    /** Nothing gets from one node to the other any more. Cuts of the same direction add up. */
    public void cut(String from, String to) {
        route(from, to).cut();
    }

    /** Takes one cut back. */
    public void mend(String from, String to) {
        route(from, to).mend();
        resetDoomed();
    }

    /** Every message is late by up to {@code most}. */
    public void delay(Duration most) {
        trouble();
        weather.delay = most;
    }

    /** No direction lags behind the others any more; see {@link Route#lag}. */
    public void catchUp() {
        routes.values().forEach(route -> route.lag(Duration.ZERO));
    }

    /** Messages that may be lost are lost at this rate. */
    public void lose(double rate) {
        trouble();
        weather.loss = rate;
    }

    /** Messages that may come twice do so at this rate. */
    public void duplicate(double rate) {
        trouble();
        weather.duplication = rate;
    }

    /** Ends all trouble. */
    public void heal() {
        routes.values().forEach(Route::heal);
        delay(Duration.ZERO);
        lose(0);
        duplicate(0);
        resetDoomed();
    }

    void doom(Connection connection) {
        doomed.add(connection);
    }

    /** The connection wants to know before there is trouble. */
    void warn(Connection connection) {
        calm.add(connection);
    }

    /** There is trouble for one connection. */
    void warned(Connection connection) {
        calm.remove(connection);
        connection.warned();
    }

    private void trouble() {
        var warned = List.copyOf(calm);
        calm.clear();
        warned.forEach(Connection::warned);
    }

    private void resetDoomed() {
        for (Connection connection : List.copyOf(doomed)) {
            if (connection.isPassable()) {
                doomed.remove(connection);
                timeline.after(RESET, "connection is reset", connection::reset);
            }
        }
    }
}
