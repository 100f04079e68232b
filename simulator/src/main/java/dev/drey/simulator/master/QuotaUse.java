/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Quota;
import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;

/** How much of the cluster top-level roles have, as quota counts it: in thousandths of scalars, by name. */
final class QuotaUse {
    private final MasterState state;

    QuotaUse(MasterState state) {
        this.state = state;
    }

    /** What is reserved for the role, and what its tasks and executors use of the rest. */
    SortedMap<String, Long> consumed(String role) {
        var sums = new TreeMap<String, Long>();
        for (Agent agent : state.agents.all()) {
            add(sums, agent.total.filter(kind -> isReservedTo(kind, role)));
            agent.usedByFramework().values().forEach(used -> add(sums, used.filter(kind -> isMetered(kind, role))));
        }
        return sums;
    }

    /** The same, with what is offered to the role. */
    SortedMap<String, Long> consumedOrOffered(String role) {
        var sums = consumed(role);
        state.offers.all().forEach(entry -> add(sums, metered(entry, role)));
        return sums;
    }

    /** What an offer takes from the quota of a role. */
    Resources metered(OfferBook.Entry entry, String role) {
        return entry.resources().filter(kind -> isMetered(kind, role));
    }

    /** All there is. */
    SortedMap<String, Long> capacity() {
        var sums = new TreeMap<String, Long>();
        state.agents.all().forEach(agent -> add(sums, agent.total.filter(kind -> !kind.hasRevocable())));
        return sums;
    }

    /** What is neither reserved nor used nor offered. */
    SortedMap<String, Long> free() {
        var sums = new TreeMap<String, Long>();
        for (Agent agent : state.agents.all()) {
            var free = agent.total;
            for (Resources used : agent.usedByFramework().values()) {
                free = free.minus(used.unallocated());
            }
            for (OfferBook.Entry entry : state.offers.on(agent)) {
                free = free.minus(entry.resources().unallocated());
            }
            add(sums, free.filter(kind -> kind.getReservationsCount() == 0 && !kind.hasRevocable()));
        }
        return sums;
    }

    private static boolean isReservedTo(Resource kind, String role) {
        return ResourceForm.reservedTo(kind)
                .filter(owner -> Quota.topLevel(owner).equals(role))
                .isPresent();
    }

    private static boolean isMetered(Resource kind, String role) {
        return kind.getReservationsCount() == 0
                && !kind.hasRevocable()
                && Quota.topLevel(kind.getAllocationInfo().getRole()).equals(role);
    }

    private static void add(SortedMap<String, Long> sums, Resources resources) {
        resources.scalarMillis().forEach((name, millis) -> sums.merge(name, millis, Long::sum));
    }
}
