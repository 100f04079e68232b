/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.WorkerProfile;
import dev.drey.placement.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many workers the client declared of each profile, and how many of them are still to be placed.
 *
 * <p>Level-triggered: a worker that ends is wanted again until the client declares less.
 */
final class Demand {
    private final Fleet fleet;
    private final Map<String, Wanted> declared = new LinkedHashMap<>();

    Demand(Fleet fleet) {
        this.fleet = fleet;
    }

    void declare(WorkerProfile profile, int count) {
        declared.put(profile.name(), new Wanted(profile, count));
    }

    /** The client let one worker of this profile go. */
    void release(String profile) {
        declared.computeIfPresent(
                profile, (name, wanted) -> new Wanted(wanted.profile(), Math.max(0, wanted.count() - 1)));
    }

    int declared(String profile) {
        var wanted = declared.get(profile);
        return wanted == null ? 0 : wanted.count();
    }

    List<String> profiles() {
        return List.copyOf(declared.keySet());
    }

    /** What is to be placed; profiles of which nothing is wanted are left out. */
    List<Wanted> wanted() {
        var wanted = new ArrayList<Wanted>();
        declared.forEach((name, all) -> {
            var missing = all.count() - fleet.counted(name);
            if (missing > 0) {
                wanted.add(new Wanted(all.profile(), missing));
            }
        });
        return wanted;
    }

    int total() {
        return wanted().stream().mapToInt(Wanted::count).sum();
    }
}
