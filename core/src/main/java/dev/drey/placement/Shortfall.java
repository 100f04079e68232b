/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Why workers of a profile could not be placed.
 *
 * @param missing how many
 * @param reason for people, for instance {@code needs 2 cpus, the largest offer has 1 (3 offers seen)}
 */
public record Shortfall(WorkerProfile profile, int missing, String reason) {

    /** Looks for the reason in what is left of the pools; there must be at least one. */
    static Shortfall of(WorkerProfile profile, int missing, List<Pool> pools) {
        var lacks = new ArrayList<String>();
        profile.scalars().forEach((resource, amount) -> {
            var most = largest(pools, pool -> pool.free(resource));
            if (most < amount.millis()) {
                lacks.add(lack(amount + " " + resource, new Amount(most).toString()));
            }
        });
        var mostPorts = largest(pools, Pool::freePorts);
        if (mostPorts < profile.ports()) {
            lacks.add(lack(profile.ports() + " ports", Long.toString(mostPorts)));
        }
        var reason = lacks.isEmpty() ? "no single offer has " + needs(profile) + " together" : String.join("; ", lacks);
        var seen = pools.stream().mapToInt(pool -> pool.offers().size()).sum();
        return new Shortfall(profile, missing, reason + " (" + seen + (seen == 1 ? " offer seen)" : " offers seen)"));
    }

    private static String lack(String need, String most) {
        return "needs " + need + ", the largest offer has " + most;
    }

    private static String needs(WorkerProfile profile) {
        var needs = new ArrayList<String>();
        profile.scalars().forEach((resource, amount) -> needs.add(amount + " " + resource));
        if (profile.ports() > 0) {
            needs.add(profile.ports() + " ports");
        }
        return String.join(", ", needs);
    }

    private static long largest(List<Pool> pools, ToLongFunction<Pool> free) {
        return pools.stream().mapToLong(free).max().orElse(0);
    }
}
