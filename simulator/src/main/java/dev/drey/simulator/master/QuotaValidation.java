/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.RoleName;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What makes a quota well formed. */
final class QuotaValidation {

    private QuotaValidation() {}

    static Optional<String> problem(QuotaConfig config) {
        return roleProblem(config.getRole())
                .or(() -> quantitiesProblem(config.getGuaranteesMap()))
                .or(() -> quantitiesProblem(config.getLimitsMap()))
                .or(() -> orderProblem(config));
    }

    private static Optional<String> roleProblem(String role) {
        if (role.isEmpty() || role.equals("*")) {
            return Optional.of("Quota cannot be set for the role '" + role + "'");
        }
        return role.contains("/")
                ? Optional.of("Quota can only be set for top-level roles, not for '" + role + "'")
                : RoleName.problem(role);
    }

    private static Optional<String> quantitiesProblem(Map<String, Value.Scalar> quantities) {
        return quantities.entrySet().stream()
                .filter(entry -> !isQuantity(entry.getValue().getValue()))
                .map(entry -> "Invalid quota of '" + entry.getKey() + "': "
                        + entry.getValue().getValue())
                .findFirst();
    }

    private static boolean isQuantity(double value) {
        return Double.isFinite(value) && value >= 0;
    }

    private static Optional<String> orderProblem(QuotaConfig config) {
        return config.getGuaranteesMap().entrySet().stream()
                .filter(guarantee -> config.getLimitsMap().containsKey(guarantee.getKey()))
                .filter(guarantee -> guarantee.getValue().getValue()
                        > config.getLimitsMap().get(guarantee.getKey()).getValue())
                .map(guarantee -> "The guarantee of '" + guarantee.getKey() + "' exceeds its limit")
                .findFirst();
    }
}
