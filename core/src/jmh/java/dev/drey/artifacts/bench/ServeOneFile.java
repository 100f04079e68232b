/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts.bench;

import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.TokenSource;
import java.io.IOException;
import java.nio.file.Path;

/** The artifact server with one file, until the process is ended. Argument: the file. */
public final class ServeOneFile {
    static final String ADDRESS = "address: ";

    private ServeOneFile() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var server = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.random()))) {
            System.out.println(ADDRESS + server.addCacheable("lib/distribution.jar", Path.of(args[0])));
            Thread.currentThread().join();
        }
    }
}
