/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Volume;

/** What makes the container and the command of a task or executor valid. */
final class ContainerValidation {

    private ContainerValidation() {}

    static Optional<String> commandProblem(CommandInfo command) {
        return command.getEnvironment().getVariablesList().stream()
                .map(ContainerValidation::variableProblem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> containerProblem(ContainerInfo container) {
        for (Volume volume : container.getVolumesList()) {
            int sources = (volume.hasHostPath() ? 1 : 0) + (volume.hasImage() ? 1 : 0) + (volume.hasSource() ? 1 : 0);
            if (sources != 1) {
                return Optional.of("Only one of them should be set: 'host_path', 'image', 'source'");
            }
        }
        if (container.getType() != ContainerInfo.Type.DOCKER) {
            return Optional.empty();
        }
        if (!container.hasDocker()) {
            return Optional.of("DockerInfo 'docker' is not set for DOCKER typed ContainerInfo");
        }
        boolean named = container.getDocker().getParametersList().stream()
                .anyMatch(parameter -> parameter.getKey().equals("name"));
        return named ? Optional.of("Parameter in DockerInfo must not be 'name'") : Optional.empty();
    }

    private static Optional<String> variableProblem(Environment.Variable variable) {
        var name = "Environment variable '" + variable.getName() + "' of type '" + variable.getType() + "' ";
        return switch (variable.getType()) {
            case UNKNOWN -> Optional.of(name + "is not allowed");
            case VALUE ->
                variable.hasValue() && !variable.hasSecret()
                        ? Optional.empty()
                        : Optional.of(name + "must have a value and no secret");
            case SECRET ->
                variable.hasSecret() && !variable.hasValue()
                        ? Optional.empty()
                        : Optional.of(name + "must have a secret and no value");
        };
    }
}
