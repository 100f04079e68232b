/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The demo's own folder: all that it writes is below it, and it is deleted at the end. */
record DemoFolders(Path root) {
    private static final String TEXT = "squirrel-nutkin.txt";

    static DemoFolders create() throws IOException {
        var folders = new DemoFolders(Files.createTempDirectory("drey-demo-"));
        for (Path folder : new Path[] {folders.mesos(), folders.ha(), folders.checkpoints(), folders.logs()}) {
            Files.createDirectories(folder);
        }
        return folders;
    }

    Path mesos() {
        return root.resolve("mesos");
    }

    Path ha() {
        return root.resolve("ha");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** For what the processes need while they run, and leave behind when they are killed. */
    Path temporary() {
        return root.resolve("tmp");
    }

    Path wordCounts() {
        return root.resolve("word-counts");
    }

    /** Writes the text whose words are counted. */
    Path text() throws IOException {
        Path file = root.resolve(TEXT);
        try (InputStream text = DemoFolders.class.getResourceAsStream("/demo/" + TEXT)) {
            Files.copy(text, file);
        }
        return file;
    }

    void delete() {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(DemoFolders::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("drey demo: could not delete all of " + root + ": " + e.getMessage());
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
