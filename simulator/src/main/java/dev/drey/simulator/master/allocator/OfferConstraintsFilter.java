/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;

/** Of which agents a framework wants offers: per role, any of some groups of which each asks for all it lists. */
public final class OfferConstraintsFilter {
    static final OfferConstraintsFilter NONE = new OfferConstraintsFilter(Map.of());

    private final Map<String, List<List<AttributeRule>>> groupsByRole;

    private OfferConstraintsFilter(Map<String, List<List<AttributeRule>>> groupsByRole) {
        this.groupsByRole = groupsByRole;
    }

    /** Why a framework with these roles may not have these constraints, if so. */
    public static Optional<String> problem(OfferConstraints constraints, Set<String> roles) {
        for (String role : new TreeMap<>(constraints.getRoleConstraintsMap()).keySet()) {
            if (!roles.contains(role)) {
                return Optional.of("'OfferConstraints' name the role '" + role + "', which is not subscribed");
            }
        }
        try {
            of(constraints);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("'OfferConstraints' are not valid: " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException if {@link #problem} has something to say */
    static OfferConstraintsFilter of(OfferConstraints constraints) {
        var groupsByRole = new TreeMap<String, List<List<AttributeRule>>>();
        new TreeMap<>(constraints.getRoleConstraintsMap())
                .forEach((role, ofRole) -> groupsByRole.put(role, groups(role, ofRole)));
        return new OfferConstraintsFilter(groupsByRole);
    }

    boolean admits(String role, AgentInfo agent) {
        var groups = groupsByRole.get(role);
        return groups == null
                || groups.stream().anyMatch(group -> group.stream().allMatch(rule -> rule.admits(agent)));
    }

    private static List<List<AttributeRule>> groups(String role, RoleConstraints constraints) {
        if (constraints.getGroupsCount() == 0) {
            throw new IllegalArgumentException("The constraints of role '" + role + "' have no groups");
        }
        return constraints.getGroupsList().stream()
                .map(group -> rules(role, group.getAttributeConstraintsList()))
                .toList();
    }

    private static List<AttributeRule> rules(String role, List<AttributeConstraint> group) {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("A group of constraints of role '" + role + "' is empty");
        }
        return group.stream().map(AttributeRule::of).toList();
    }
}
