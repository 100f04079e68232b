/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Persistent volumes: directories {@code <work_dir>/volumes/roles/<role>/<id>} that outlive the tasks that use them. A
 * task finds its volumes as links in its sandbox.
 */
final class Volumes {
    private static final Logger LOG = LoggerFactory.getLogger(Volumes.class);

    private final Path home;

    Volumes(Path workDir) {
        this.home = workDir.resolve("volumes").resolve("roles");
    }

    /** Makes all volumes among the resources that are not there yet, and links them into the sandbox. */
    void mount(List<Resource> resources, Path sandbox, Optional<String> user) throws IOException, Users.UnknownUser {
        for (var resource : resources) {
            if (!isVolume(resource)) {
                continue;
            }
            var directory = directory(resource);
            Files.createDirectories(directory);
            if (user.isPresent()) {
                Users.own(directory, user.get());
            }
            var link = sandbox.resolve(resource.getDisk().getVolume().getContainerPath())
                    .normalize();
            if (!link.startsWith(sandbox) || link.equals(sandbox)) {
                throw new IOException("a persistent volume must be within the sandbox: " + link);
            }
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, directory.toRealPath());
        }
    }

    /** Deletes volumes with all that is in them. */
    void destroy(List<Resource> volumes) {
        for (var volume : volumes) {
            try {
                delete(directory(volume));
            } catch (IOException | UncheckedIOException e) {
                LOG.warn(
                        "volume={} could not be deleted",
                        volume.getDisk().getPersistence().getId(),
                        e);
            }
        }
    }

    private static boolean isVolume(Resource resource) {
        return resource.getDisk().hasPersistence() && resource.getDisk().hasVolume();
    }

    private Path directory(Resource resource) throws IOException {
        var directory = home.resolve(role(resource))
                .resolve(resource.getDisk().getPersistence().getId())
                .normalize();
        if (!directory.startsWith(home)) {
            throw new IOException("not usable as the name of a volume: " + directory);
        }
        return directory;
    }

    @SuppressWarnings("deprecation") // resources may name their role in the old form
    private static String role(Resource resource) {
        int reservations = resource.getReservationsCount();
        return reservations > 0 ? resource.getReservations(reservations - 1).getRole() : resource.getRole();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
