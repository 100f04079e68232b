/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.ResourceValidation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;

/** What makes the resources of a task or executor valid beyond their syntax. */
final class ResourceUse {

    private ResourceUse() {}

    static Optional<String> problem(List<Resource> resources) {
        return ResourceValidation.problem(resources)
                .or(() -> gpuProblem(resources))
                .or(() -> allocationProblem(resources))
                .or(() -> revocableProblem(resources))
                .or(() -> persistenceProblem(resources));
    }

    /** For a task together with its executor. */
    static Optional<String> problem(List<Resource> task, List<Resource> executor) {
        var both = new ArrayList<>(task);
        both.addAll(executor);
        return allocationProblem(both).or(() -> revocableProblem(both)).or(() -> persistenceProblem(both));
    }

    private static Optional<String> gpuProblem(List<Resource> resources) {
        boolean fractional = resources.stream()
                .filter(resource -> resource.getName().equals("gpus"))
                .anyMatch(resource -> resource.getScalar().getValue()
                        != Math.rint(resource.getScalar().getValue()));
        return fractional ? Optional.of("The 'gpus' resource must be a whole number") : Optional.empty();
    }

    private static Optional<String> allocationProblem(List<Resource> resources) {
        long roles = resources.stream()
                .map(resource -> resource.getAllocationInfo().getRole())
                .distinct()
                .count();
        return roles > 1 ? Optional.of("The resources have multiple allocation roles") : Optional.empty();
    }

    private static Optional<String> revocableProblem(List<Resource> resources) {
        return resources.stream()
                .filter(Resource::hasRevocable)
                .map(Resource::getName)
                .filter(name ->
                        resources.stream().anyMatch(other -> other.getName().equals(name) && !other.hasRevocable()))
                .map(name -> "Cannot use both revocable and non-revocable '" + name + "' at the same time")
                .findFirst();
    }

    private static Optional<String> persistenceProblem(List<Resource> resources) {
        var ids = new LinkedHashSet<String>();
        for (Resource resource : resources) {
            var disk = resource.getDisk();
            var role = ResourceForm.reservedTo(resource).orElse(ResourceForm.ANY_ROLE);
            if (disk.hasPersistence()
                    && !resource.hasShared()
                    && !ids.add(role + " " + disk.getPersistence().getId())) {
                return Optional.of("Persistence id '" + disk.getPersistence().getId() + "' is used twice");
            }
        }
        return Optional.empty();
    }
}
