/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/**
 * What the allocator wants to know of a framework.
 *
 * @param suppressed those of its roles that want no offers
 * @param minimums what replaces the master's minimum, by role
 * @param constraints of which agents it wants offers
 */
public record FrameworkProfile(
        String id,
        SortedSet<String> roles,
        SortedSet<String> suppressed,
        Set<Capability.Type> capabilities,
        SortedMap<String, MinimumAllocatable> minimums,
        OfferConstraintsFilter constraints) {

    public static FrameworkProfile of(FrameworkInfo info, Set<String> suppressed, OfferConstraints constraints) {
        var minimums = new TreeMap<String, MinimumAllocatable>();
        for (var filters : new TreeMap<>(info.getOfferFiltersMap()).entrySet()) {
            if (filters.getValue().hasMinAllocatableResources()) {
                minimums.put(
                        filters.getKey(),
                        MinimumAllocatable.of(filters.getValue().getMinAllocatableResources()));
            }
        }
        return new FrameworkProfile(
                info.getId().getValue(),
                rolesOf(info),
                new TreeSet<>(suppressed),
                capabilitiesOf(info),
                minimums,
                OfferConstraintsFilter.of(constraints));
    }

    /** The roles a framework asks for: {@code roles} with MULTI_ROLE, else {@code role}. */
    public static SortedSet<String> rolesOf(FrameworkInfo info) {
        return capabilitiesOf(info).contains(Capability.Type.MULTI_ROLE)
                ? new TreeSet<>(info.getRolesList())
                : new TreeSet<>(Set.of(info.getRole()));
    }

    public static Set<Capability.Type> capabilitiesOf(FrameworkInfo info) {
        var types = new TreeSet<Capability.Type>();
        info.getCapabilitiesList().forEach(capability -> types.add(capability.getType()));
        return types;
    }

    boolean wants(String role) {
        return roles.contains(role) && !suppressed.contains(role);
    }

    Optional<MinimumAllocatable> minimum(String role) {
        return Optional.ofNullable(minimums.get(role));
    }

    /** False for kinds that would only confuse a framework without the capability they need. */
    boolean understands(Resource kind) {
        return (!kind.hasShared() || capabilities.contains(Capability.Type.SHARED_RESOURCES))
                && (!kind.hasRevocable() || capabilities.contains(Capability.Type.REVOCABLE_RESOURCES))
                && (kind.getReservationsCount() <= 1 || capabilities.contains(Capability.Type.RESERVATION_REFINEMENT));
    }

    FrameworkProfile withSuppressed(Map<String, Boolean> changes) {
        var now = new TreeSet<>(suppressed);
        changes.forEach((role, suppress) -> {
            if (suppress) {
                now.add(role);
            } else {
                now.remove(role);
            }
        });
        return new FrameworkProfile(id, roles, now, capabilities, minimums, constraints);
    }
}
