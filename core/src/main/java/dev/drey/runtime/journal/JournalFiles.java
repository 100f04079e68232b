/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The files of a journal in a directory: one row per leadership, numbered, so that their names sort by age. */
public final class JournalFiles {
    private static final Pattern NAME = Pattern.compile("journal-\\d{10}-\\d{6}\\.jsonl");

    private JournalFiles() {}

    static Path name(Path directory, long epoch, int number) {
        return directory.resolve(String.format(Locale.ROOT, "journal-%010d-%06d.jsonl", epoch, number));
    }

    /** All files of the journal in this directory, oldest first. */
    public static List<Path> in(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Deletes the oldest files but the last one, until no more than {@code maxBytes} are left. */
    static void prune(Path directory, long maxBytes) throws IOException {
        Deque<Path> files = new ArrayDeque<>(in(directory));
        long total = 0;
        for (var file : files) {
            total += Files.size(file);
        }
        while (total > maxBytes && files.size() > 1) {
            var oldest = files.remove();
            total -= Files.size(oldest);
            Files.delete(oldest);
        }
    }
}
