/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import java.util.Locale;
import org.apache.mesos.v1.Protos.Offer;

/** How offer operations are counted: each under its state, in all and by its type. */
final class OperationCounts {
    private static final List<String> TYPES = List.of(
            "reserve", "unreserve", "create", "destroy", "grow_volume", "shrink_volume", "create_disk", "destroy_disk");
    private static final List<String> STATES =
            List.of("total", "dropped", "error", "failed", "finished", "gone_by_operator", "recovering", "unreachable");

    private OperationCounts() {}

    /** Makes all names known, so that they are shown before anything is counted. */
    static void introduce(Counters counters) {
        for (var state : STATES) {
            counters.know("operations/" + state);
            TYPES.forEach(type -> counters.know("operations/" + type + "/" + state));
        }
    }

    static void finished(Counters counters, Offer.Operation.Type type) {
        var name = type.name().toLowerCase(Locale.ROOT);
        if (TYPES.contains(name)) {
            for (var state : new String[] {"total", "finished"}) {
                counters.count("operations/" + state);
                counters.count("operations/" + name + "/" + state);
            }
        }
    }
}
