/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder by which the calls of a command find the process in the background that answers them. */
public record ControlFolder(Path path) {
    private static final String ENDPOINT = "endpoint";

    /**
     * Where the process listens, on this machine.
     *
     * @param token without which it answers nobody
     */
    public record Endpoint(int port, String token) {}

    public Path log() {
        return path.resolve("log");
    }

    public Path lock() {
        return path.resolve("lock");
    }

    public void create() throws IOException {
        Files.createDirectories(path);
    }

    public Optional<Endpoint> endpoint() throws IOException {
        try {
            var words = Files.readString(path.resolve(ENDPOINT)).trim().split(" ");
            return words.length == 2
                    ? Optional.of(new Endpoint(Integer.parseInt(words[0]), words[1]))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Appears at once and complete, and only its owner may read it. */
    public void announce(Endpoint endpoint) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(path, "endpoint", "", owner);
        var line = endpoint.port() + " " + endpoint.token() + "\n";
        Files.write(draft, line.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, path.resolve(ENDPOINT), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves nothing. */
    public void delete() throws IOException {
        for (var file : new Path[] {path.resolve(ENDPOINT), log(), lock(), path}) {
            Files.deleteIfExists(file);
        }
    }
}
