/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Launch;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;

/**
 * Which containers there can be: plain processes only, as on an agent with the default flags {@code
 * --containerizers=mesos} and no {@code --image_providers}.
 */
final class Support {

    private Support() {}

    /** Why there can be no container of that kind, if so. */
    static Optional<String> problem(Launch launch) {
        var task = launch.task();
        var container = task.hasExecutor() ? task.getExecutor().getContainer() : task.getContainer();
        if (container.getType() == ContainerInfo.Type.DOCKER
                && (task.hasContainer() || task.getExecutor().hasContainer())) {
            return Optional.of("None of the enabled containerizers (mesos) could create a container for the provided"
                    + " TaskInfo/ExecutorInfo message");
        }
        var image = container.getMesos().getImage();
        return container.getMesos().hasImage()
                ? Optional.of("Unsupported container image type: " + image.getType())
                : Optional.empty();
    }
}
