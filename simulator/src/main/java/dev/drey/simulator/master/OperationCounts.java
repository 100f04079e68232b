/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import java.util.Locale;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;

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

    /** Counts an operation that ended with {@code state}. */
    static void ended(Counters counters, Offer.Operation.Type type, OperationState state) {
        var name = type.name().toLowerCase(Locale.ROOT);
        var end = state.name().toLowerCase(Locale.ROOT).replaceFirst("operation_", "");
        if (TYPES.contains(name)) {
            for (var counted : new String[] {"total", end}) {
                counters.count("operations/" + counted);
                counters.count("operations/" + name + "/" + counted);
            }
        }
    }
}
