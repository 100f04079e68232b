/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What an image is made of: a Dockerfile, its arguments and the files it copies. Images are named after their contents,
 * so that the same recipe is built once.
 */
final class Recipe {
    private static final String REPOSITORY = "drey-local/";
    private static final int KEY_LENGTH = 16;
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private final String name;
    private final String dockerfile;
    private final Map<String, String> arguments = new TreeMap<>();
    private final Map<String, Source> files = new TreeMap<>();

    /** Makes a file when it is needed. */
    interface Making {
        Path make() throws IOException;
    }

    private record Source(String key, Making making) {}

    private Recipe(String name, String dockerfile) {
        this.name = name;
        this.dockerfile = dockerfile;
    }

    static Recipe of(String name, String dockerfile) {
        return new Recipe(name, dockerfile);
    }

    /** An {@code ARG} of the Dockerfile. */
    Recipe argument(String argument, String value) {
        arguments.put(argument, value);
        return this;
    }

    /** A file, to be found at this path by the Dockerfile. */
    Recipe file(String path, Path source) throws IOException {
        var digest = sha256();
        digest.update(Files.readAllBytes(source));
        return file(path, hex(digest), () -> source);
    }

    /** A file that is made only if the image has to be built; the key stands for its contents. */
    Recipe file(String path, String key, Making making) {
        files.put(path, new Source(key, making));
        return this;
    }

    /** All files below a directory. */
    Recipe directory(String path, Path source) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                file((path + "/" + source.relativize(file)).replaceFirst("^\\./", ""), file);
            }
        }
        return this;
    }

    String name() {
        return name;
    }

    Map<String, String> arguments() {
        return Collections.unmodifiableMap(arguments);
    }

    /** Repository and tag; the tag is a hash of everything the image is made of. */
    String image() {
        var digest = sha256();
        add(digest, dockerfile);
        add(digest, arguments.toString());
        files.forEach((path, source) -> add(digest, path + "=" + source.key()));
        return REPOSITORY + name + ":" + hex(digest).substring(0, KEY_LENGTH);
    }

    /** Writes the build context as a tar. */
    void writeContext(OutputStream out) throws IOException {
        try (var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            var text = dockerfile.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("Dockerfile");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
            for (var file : files.entrySet()) {
                write(tar, file.getKey(), file.getValue().making().make());
            }
        }
    }

    private static void write(TarArchiveOutputStream tar, String path, Path source) throws IOException {
        var entry = new TarArchiveEntry(path);
        entry.setSize(Files.size(source));
        entry.setMode(Files.isExecutable(source) ? EXECUTABLE : PLAIN);
        tar.putArchiveEntry(entry);
        Files.copy(source, tar);
        tar.closeArchiveEntry();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }
}
