/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.ArtifactServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Artifacts that the artifact server of this process serves. */
record ServedArtifacts(ArtifactServer server) implements Artifacts {
    @Override
    public URI addCacheable(String path, Path file) {
        return server.addCacheable(path, file);
    }

    @Override
    public URI addSecret(String path, Path file) {
        return server.addSecret(path, file);
    }

    @Override
    public URI addSecret(String path, Supplier<byte[]> content) {
        return server.addSecret(path, content);
    }

    @Override
    public void remove(String path) {
        server.remove(path);
    }
}
