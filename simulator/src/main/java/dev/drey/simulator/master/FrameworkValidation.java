/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.FrameworkProfile;
import dev.drey.simulator.master.allocator.OfferConstraintsFilter;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.RoleName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OfferFilters;

/** What makes the data of a framework valid. The first problem found is the one reported. */
final class FrameworkValidation {
    /* what fits into 64 bits of nanoseconds */
    private static final double LONGEST_TIMEOUT_SECONDS = Long.MAX_VALUE / 1e9;

    private final MasterState state;

    FrameworkValidation(MasterState state) {
        this.state = state;
    }

    /** For SUBSCRIBE and for UPDATE_FRAMEWORK. */
    Optional<String> problem(FrameworkInfo info, OfferWishes wishes) {
        return rolesProblem(info)
                .or(() -> idProblem(info))
                .or(() -> filtersProblem(info))
                .or(() -> whitelistProblem(info))
                .or(() -> suppressedProblem(info, wishes.suppressedRoles()))
                .or(() -> userProblem(info))
                .or(() -> completedProblem(info))
                .or(() -> timeoutProblem(info))
                .or(() -> OfferConstraintsFilter.problem(wishes.constraints(), FrameworkProfile.rolesOf(info)));
    }

    /** What the ACLs have against it, for SUBSCRIBE and for UPDATE_FRAMEWORK. */
    Optional<String> authorizationProblem(FrameworkInfo info) {
        return state.authorization.registrationProblem(info, FrameworkProfile.rolesOf(info));
    }

    /** What may never change while a framework lives, for UPDATE_FRAMEWORK. */
    static Optional<String> updateProblem(FrameworkInfo before, FrameworkInfo after) {
        if (!before.getUser().equals(after.getUser())) {
            return Optional.of("Updating 'FrameworkInfo.user' is unsupported");
        }
        if (before.getCheckpoint() != after.getCheckpoint()) {
            return Optional.of("Updating 'FrameworkInfo.checkpoint' is unsupported");
        }
        return principalProblem(before, after);
    }

    /** What may never change, for SUBSCRIBE too. */
    static Optional<String> principalProblem(FrameworkInfo before, FrameworkInfo after) {
        boolean same = before.hasPrincipal() == after.hasPrincipal()
                && before.getPrincipal().equals(after.getPrincipal());
        return same ? Optional.empty() : Optional.of("Changing framework's principal is not allowed");
    }

    private static Optional<String> rolesProblem(FrameworkInfo info) {
        boolean multiRole = FrameworkProfile.capabilitiesOf(info).contains(Capability.Type.MULTI_ROLE);
        if (multiRole && info.hasRole()) {
            return Optional.of("'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
        }
        if (multiRole && new LinkedHashSet<>(info.getRolesList()).size() < info.getRolesCount()) {
            return Optional.of("'FrameworkInfo.roles' must not contain duplicate roles");
        }
        if (!multiRole && info.getRolesCount() > 0) {
            return Optional.of("'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
        }
        return FrameworkProfile.rolesOf(info).stream()
                .map(RoleName::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> idProblem(FrameworkInfo info) {
        return info.getId().getValue().isEmpty()
                ? Optional.empty()
                : ResourceValidation.idProblem("framework", info.getId().getValue());
    }

    private static Optional<String> filtersProblem(FrameworkInfo info) {
        boolean bad = info.getOfferFiltersMap().values().stream()
                .map(OfferFilters::getMinAllocatableResources)
                .flatMap(minimum -> minimum.getQuantitiesList().stream())
                .anyMatch(quantities -> quantities.getQuantitiesMap().isEmpty()
                        || quantities.getQuantitiesMap().values().stream()
                                .anyMatch(scalar -> !isQuantity(scalar.getValue())));
        return bad
                ? Optional.of("Invalid 'FrameworkInfo.offer_filters': a quantity is bad or missing")
                : Optional.empty();
    }

    private static boolean isQuantity(double value) {
        return Double.isFinite(value) && value >= 0 && (value == 0 || value >= Double.MIN_NORMAL);
    }

    private Optional<String> whitelistProblem(FrameworkInfo info) {
        return FrameworkProfile.rolesOf(info).stream()
                .filter(role -> state.config.roles().isPresent()
                        && !state.config.roles().get().contains(role))
                .map(role -> "Role '" + role + "' is not present in the master's --roles")
                .findFirst();
    }

    private static Optional<String> suppressedProblem(FrameworkInfo info, Collection<String> suppressed) {
        return suppressed.stream()
                .filter(role -> !FrameworkProfile.rolesOf(info).contains(role))
                .map(role -> "Suppressed role '" + role + "' is not one of the framework's roles")
                .findFirst();
    }

    private Optional<String> userProblem(FrameworkInfo info) {
        return info.getUser().equals("root") && !state.config.rootSubmissions()
                ? Optional.of("User 'root' is not allowed to run frameworks without --root_submissions set")
                : Optional.empty();
    }

    private Optional<String> completedProblem(FrameworkInfo info) {
        return state.frameworks.isCompleted(info.getId())
                ? Optional.of("Framework has been removed")
                : Optional.empty();
    }

    private static Optional<String> timeoutProblem(FrameworkInfo info) {
        double timeout = info.getFailoverTimeout();
        return Double.isNaN(timeout) || Math.abs(timeout) > LONGEST_TIMEOUT_SECONDS
                ? Optional.of("The framework's failover_timeout '" + timeout + "' is too large")
                : Optional.empty();
    }
}
