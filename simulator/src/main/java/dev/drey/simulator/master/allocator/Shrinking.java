/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Value;

/** Cuts scalars to what quota leaves. */
final class Shrinking {

    private Shrinking() {}

    /** True for what quota is about: unreserved scalars that cannot be revoked. */
    static boolean isMetered(Resource kind) {
        return kind.getType() == Value.Type.SCALAR && kind.getReservationsCount() == 0 && !kind.hasRevocable();
    }

    /** At most so much of each name that has a budget; whole devices fit as they are or not at all. */
    static Resources toBudget(Resources scalars, Map<String, Long> budget) {
        var left = new TreeMap<>(budget);
        var kept = new ArrayList<Resource>();
        for (Resource resource : scalars.toList()) {
            var allowed = left.get(resource.getName());
            long size = Math.round(resource.getScalar().getValue() * 1000);
            if (allowed == null) {
                kept.add(resource);
            } else if (size <= allowed || !isWhole(resource)) {
                long taken = Math.max(0, Math.min(size, allowed));
                left.put(resource.getName(), allowed - taken);
                kept.add(resource.toBuilder()
                        .setScalar(Value.Scalar.newBuilder().setValue(taken / 1000.0))
                        .build());
            }
        }
        return Resources.of(kept);
    }

    private static boolean isWhole(Resource resource) {
        var source = resource.getDisk().getSource();
        return resource.getDisk().hasSource()
                && (source.getType() == Source.Type.MOUNT || source.getType() == Source.Type.BLOCK);
    }
}
