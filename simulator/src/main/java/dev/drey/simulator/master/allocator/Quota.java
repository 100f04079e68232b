/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What a top-level role, with all below it, is kept ready for it and may have at most; in thousandths, by name. */
public record Quota(SortedMap<String, Long> guarantees, SortedMap<String, Long> limits) {
    static final Quota NONE = new Quota(new TreeMap<>(), new TreeMap<>());

    public static Quota of(QuotaConfig config) {
        return new Quota(millis(config.getGuaranteesMap()), millis(config.getLimitsMap()));
    }

    /** The role that quota is set for. */
    public static String topLevel(String role) {
        int slash = role.indexOf('/');
        return slash < 0 ? role : role.substring(0, slash);
    }

    private static SortedMap<String, Long> millis(Map<String, Value.Scalar> quantities) {
        var millis = new TreeMap<String, Long>();
        quantities.forEach((name, scalar) -> millis.put(name, Math.round(scalar.getValue() * 1000)));
        return millis;
    }
}
