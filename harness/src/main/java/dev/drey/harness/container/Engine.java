/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.drey.harness.container.image.ImageSettings;
import dev.drey.harness.container.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine. */
public final class Engine {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private Engine() {}

    /** Why no cluster of containers can be had here, if so: what is missing, and what to do about it. */
    public static Optional<String> problem(ImageSettings settings) {
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(SOCKET)) {
            return Optional.of("no Docker engine: there is no " + SOCKET + "; install docker.io and start dockerd");
        }
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("the Docker engine does not answer; start dockerd, or check DOCKER_HOST");
            }
            return Images.problem(settings);
        } catch (IOException | DockerException e) {
            return Optional.of("the Docker engine cannot be used: " + e.getMessage());
        }
    }

    /** Speaks to it. */
    public static DockerClient client() {
        return DockerClientFactory.lazyClient();
    }
}
