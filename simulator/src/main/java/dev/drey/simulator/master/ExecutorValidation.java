/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Resource;

/** What makes an executor valid, in LAUNCH and in LAUNCH_GROUP. */
final class ExecutorValidation {

    private ExecutorValidation() {}

    static Optional<String> problem(Workplace workplace, ExecutorInfo executor) {
        return typeProblem(executor)
                .or(() -> ResourceValidation.idProblem(
                        "executor", executor.getExecutorId().getValue()))
                .or(() -> frameworkProblem(workplace, executor))
                .or(() -> graceProblem(executor))
                .or(() -> resourcesProblem(executor))
                .or(() -> containerProblem(executor))
                .or(() -> ContainerValidation.commandProblem(executor.getCommand()))
                .or(() -> sameProblem(workplace, executor));
    }

    private static Optional<String> typeProblem(ExecutorInfo executor) {
        if (executor.getType() != ExecutorInfo.Type.DEFAULT) {
            return executor.hasCommand()
                    ? Optional.empty()
                    : Optional.of("'ExecutorInfo.command' must be set for a CUSTOM executor");
        }
        if (executor.hasCommand()) {
            return Optional.of("'ExecutorInfo.command' must not be set for a DEFAULT executor");
        }
        boolean plain = !executor.hasContainer()
                || executor.getContainer().getType() == ContainerInfo.Type.MESOS
                        && !executor.getContainer().getMesos().hasImage();
        return plain
                ? Optional.empty()
                : Optional.of("A DEFAULT executor runs in a MESOS container without image only");
    }

    private static Optional<String> frameworkProblem(Workplace workplace, ExecutorInfo executor) {
        return executor.getFrameworkId()
                        .getValue()
                        .equals(workplace.framework().id().getValue())
                ? Optional.empty()
                : Optional.of("ExecutorInfo has an invalid FrameworkID");
    }

    private static Optional<String> graceProblem(ExecutorInfo executor) {
        return executor.getShutdownGracePeriod().getNanoseconds() < 0
                ? Optional.of("ExecutorInfo's 'shutdown_grace_period' must be non-negative")
                : Optional.empty();
    }

    private static Optional<String> resourcesProblem(ExecutorInfo executor) {
        return executor.getResourcesList().stream().anyMatch(Resource::hasShared)
                ? Optional.of("Executors cannot use shared resources")
                : ResourceUse.problem(executor.getResourcesList());
    }

    private static Optional<String> containerProblem(ExecutorInfo executor) {
        var linux = executor.getContainer().getLinuxInfo();
        if (linux.hasShareCgroups() && linux.getShareCgroups()) {
            return Optional.of("The 'share_cgroups' field cannot be set on executor containers");
        }
        return executor.hasContainer()
                ? ContainerValidation.containerProblem(executor.getContainer())
                : Optional.empty();
    }

    private static Optional<String> sameProblem(Workplace workplace, ExecutorInfo executor) {
        return workplace
                .running(executor)
                .filter(running -> !same(running, executor))
                .map(running -> "ExecutorInfo is not compatible with the executor of the same id on the agent");
    }

    private static boolean same(ExecutorInfo left, ExecutorInfo right) {
        return left.toBuilder()
                        .clearResources()
                        .build()
                        .equals(right.toBuilder().clearResources().build())
                && Resources.of(left.getResourcesList()).equals(Resources.of(right.getResourcesList()));
    }
}
