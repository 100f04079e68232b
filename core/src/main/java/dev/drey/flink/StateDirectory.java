/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.TokenSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.JobManagerOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that only this user can read, where state is kept when Flink's high availability is off. */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    private final Path directory;

    private StateDirectory(Path directory) {
        this.directory = directory;
    }

    /** The directory the user chose, else one below the temporary directory that is this cluster's own. */
    static StateDirectory open(Optional<Path> chosen, Configuration configuration, String frameworkName)
            throws IOException {
        var directory = chosen.orElseGet(() -> byDefault(configuration, frameworkName))
                .toAbsolutePath()
                .normalize();
        Files.createDirectories(directory.getParent());
        if (!Files.exists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var owner = Files.getOwner(directory).getName();
        if (chosen.isEmpty() && !owner.equals(System.getProperty("user.name"))) {
            throw new IOException(directory + " belongs to " + owner + "; set " + MesosOptions.STATE_DIR.key());
        }
        LOG.info(
                "framework id and workers are remembered in {}: an application master that finds this directory takes"
                        + " over; set {} or high-availability.type to keep them elsewhere",
                directory,
                MesosOptions.STATE_DIR.key());
        return new StateDirectory(directory);
    }

    Path storeFile() {
        return directory.resolve("workers.jsonl");
    }

    /** The tokens of the artifact server; the same as long as the directory exists. */
    TokenSource artifactTokens() throws IOException {
        var file = directory.resolve("artifact-secret");
        if (!Files.exists(file)) {
            write(file, TokenSource.newSecret());
        }
        return TokenSource.from(Files.readString(file));
    }

    /* As a whole or not at all, and never readable by others, whatever the directory of the user's choice is. */
    private static void write(Path file, String secret) throws IOException {
        var fresh = Files.createTempFile(
                file.getParent(),
                "artifact-secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, secret);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /* Two clusters on one machine differ in their RPC ports, unless these are chosen by chance. */
    private static Path byDefault(Configuration configuration, String frameworkName) {
        var temporary = ConfigurationUtils.parseTempDirectories(configuration)[0];
        var cluster = frameworkName + "-" + configuration.get(JobManagerOptions.PORT);
        return Path.of(
                temporary,
                "drey-" + System.getProperty("user.name") + "-" + cluster.replaceAll("[^A-Za-z0-9_.-]", "_"));
    }
}
