/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an agent keeps its containers, and how the agent itself is reached.
 *
 * @param workDir holds all sandboxes and the fetcher cache
 */
public record ContainerSettings(Path workDir, String ip, int port, Duration executorShutdownGrace) {

    public static ContainerSettings of(Path workDir, String ip, int port) {
        return new ContainerSettings(workDir, ip, port, Duration.ofSeconds(5));
    }

    String endpoint() {
        return ip + ":" + port;
    }
}
