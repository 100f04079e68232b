/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.live.LiveTimeline;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.Response;
import dev.drey.simulator.master.Master;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.MasterInfo;

/** The way to the leading master: over its timeline, or by a redirect to another machine. */
public final class MasterDoor {
    private static final String PREFIX = "/master";

    private final LiveTimeline timeline;
    private final Supplier<MasterInfo> self;
    private final Supplier<Standing> standing;

    /** @param standing asked on every request, from any thread */
    public MasterDoor(LiveTimeline timeline, Supplier<MasterInfo> self, Supplier<Standing> standing) {
        this.timeline = timeline;
        this.self = self;
        this.standing = standing;
    }

    LiveTimeline timeline() {
        return timeline;
    }

    MasterInfo self() {
        return self.get();
    }

    Standing standing() {
        return standing.get();
    }

    /** The master if it leads; otherwise the exchange is answered with 307 or 503. */
    public Optional<Master> enter(Exchange exchange) {
        var now = standing.get();
        if (now.master().isEmpty()) {
            exchange.respond(now.otherLeader()
                    .map(leader -> redirect(leader, masterPath(exchange)))
                    .orElseGet(() -> Response.text(503, now.reason())));
        }
        return now.master();
    }

    /** Scheme-relative, as Mesos does it. */
    static Response redirect(MasterInfo leader, String path) {
        return Response.empty(307).with("Location", "//" + leader.getHostname() + ":" + leader.getPort() + path);
    }

    private static String masterPath(Exchange exchange) {
        var target = exchange.request().target();
        return target.equals(PREFIX) || target.startsWith(PREFIX + "/") ? target : PREFIX + target;
    }
}
