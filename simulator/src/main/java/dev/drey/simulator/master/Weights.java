/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.RoleName;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.WeightInfo;

/** Changes the weights of roles at run time. */
final class Weights {
    private final MasterState state;

    Weights(MasterState state) {
        this.state = state;
    }

    /** A change for a role in use takes back every offer of every framework. */
    Answer update(List<WeightInfo> weights) {
        var problem =
                weights.stream().map(this::problem).flatMap(Optional::stream).findFirst();
        if (problem.isPresent()) {
            return Answer.refused(400, problem.get());
        }
        boolean inUse = weights.stream().anyMatch(weight -> state.allocator.knowsRole(weight.getRole()));
        for (WeightInfo weight : weights) {
            state.registry.weights.put(weight.getRole(), weight.getWeight());
            state.allocator.setWeight(weight.getRole(), weight.getWeight());
        }
        if (inUse) {
            state.offers.rescindAll();
        }
        return Answer.OK;
    }

    private Optional<String> problem(WeightInfo weight) {
        var role = weight.getRole();
        if (!weight.hasRole() || role.isEmpty()) {
            return Optional.of("A weight needs a role");
        }
        var problem = RoleName.problem(role);
        if (problem.isPresent()) {
            return problem;
        }
        if (state.config.roles().filter(known -> !known.contains(role)).isPresent()) {
            return Optional.of("Role '" + role + "' is not present in the master's --roles");
        }
        boolean good = Double.isFinite(weight.getWeight()) && weight.getWeight() > 0;
        return good
                ? Optional.empty()
                : Optional.of("The weight '" + weight.getWeight() + "' of role '" + role + "' must be positive");
    }
}
