/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.ArtifactServer;
import java.net.URI;
import java.nio.file.Path;

/** Artifacts that the artifact server of this process serves. */
record ServedArtifacts(ArtifactServer server) implements Artifacts {
    @Override
    public URI add(String path, Path file) {
        return server.add(path, file);
    }

    @Override
    public URI add(String path, byte[] content) {
        return server.add(path, content);
    }

    @Override
    public void remove(String path) {
        server.remove(path);
    }
}
