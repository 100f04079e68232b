/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.placement.Allotment;
import dev.drey.placement.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Launches on offers of one agent and one role that wait for their records to become durable. */
final class LaunchBatch {
    private final Map<OfferId, HeldOffers.Held> offers = new LinkedHashMap<>();
    private final List<Call.Launch> launches = new ArrayList<>();
    private boolean broken;

    void use(HeldOffers.Held offer) {
        offers.put(offer.id(), offer);
    }

    boolean isUsing(OfferId offer) {
        return offers.containsKey(offer);
    }

    void add(Call.Launch launch) {
        launches.add(launch);
    }

    static Call.Launch launch(TaskId task, Placement placement, Allotment allotment) {
        return new Call.Launch(
                task,
                placement.pool().agent(),
                placement.pool().hostname(),
                placement.profile().name(),
                allotment.resources(),
                allotment.ports());
    }

    /** One offer is void: a call that names it would fail as a whole. Returns whether it was one of these. */
    boolean rescind(OfferId offer) {
        var mine = offers.remove(offer) != null;
        broken |= mine;
        return mine;
    }

    /** All offers are void. */
    void breakOff() {
        offers.clear();
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** The offers that are not void. */
    List<HeldOffers.Held> offers() {
        return List.copyOf(offers.values());
    }

    List<Call.Launch> launches() {
        return List.copyOf(launches);
    }
}
