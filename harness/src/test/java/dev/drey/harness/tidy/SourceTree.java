/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository, without what builds leave behind. */
record SourceTree(Path root) {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea", ".vscode", "node_modules");

    /** The tree this test belongs to, as Maven names it. */
    static SourceTree here() {
        var root = Path.of(System.getProperty("drey.basedir", ".."));
        return new SourceTree(root.toAbsolutePath().normalize());
    }

    List<Path> files(String... endings) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith))
                    .filter(file -> !isLeftOut(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLeftOut(Path file) {
        for (Path part : root.relativize(file)) {
            if (LEFT_OUT.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }

    String name(Path file) {
        return root.relativize(file).toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }
}
