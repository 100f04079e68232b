/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts the entries of one archive below a directory, with their modes and links, and never outside of it. */
final class Unpacking {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    private final Confinement confinement;
    private final Map<Path, Integer> directoryModes = new LinkedHashMap<>();

    Unpacking(Path root) throws IOException {
        this.confinement = new Confinement(root);
    }

    void directory(String name, int mode) throws IOException {
        var path = confinement.directory(inside(name)).orElseThrow(() -> leadsOut(name));
        directoryModes.put(path, mode);
    }

    void file(String name, int mode, InputStream content) throws IOException {
        var path = free(name);
        Files.copy(content, path);
        setMode(path, mode);
    }

    void symbolicLink(String name, String target) throws IOException {
        Files.createSymbolicLink(free(name), Path.of(target));
    }

    void hardLink(String name, String target) throws IOException {
        var existing = inside(target);
        Files.createLink(free(name), existing);
    }

    /** Sets the modes of the directories, which may forbid to write into them. */
    void finish() throws IOException {
        for (var entry : directoryModes.entrySet()) {
            setMode(entry.getKey(), entry.getValue());
        }
    }

    private Path inside(String name) throws IOException {
        return confinement.path(name).orElseThrow(() -> leadsOut(name));
    }

    private static IOException leadsOut(String name) {
        return new IOException("the archive has an entry outside of it: '" + name + "'");
    }

    private Path free(String name) throws IOException {
        var path = inside(name);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
        return path;
    }

    private static void setMode(Path path, int mode) throws IOException {
        if (mode == 0) {
            return; // an archive made where files have no mode
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode >> bit & 1) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
