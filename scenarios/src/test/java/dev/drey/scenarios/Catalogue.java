/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the scenario files are. */
final class Catalogue {
    static final Path ROOT = Path.of(System.getProperty("drey.basedir"), "scenarios");
    static final List<String> FOLDERS = List.of("fast", "slow", "rare", "regression");

    private Catalogue() {}

    /** The files of a folder, in order. */
    static List<Path> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> all() {
        return FOLDERS.stream().flatMap(folder -> in(folder).stream()).toList();
    }

    /** {@code fast/cold-start}, for instance. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace(".yaml", "");
    }
}
