/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The result files of Flink's WordCount example: lines such as {@code (nutkin,25)}. */
final class WordCounts {
    private static final Pattern LINE = Pattern.compile("\\((.*),(\\d+)\\)");

    private WordCounts() {}

    record Count(String word, long times) {}

    /** All counts below this folder, the most frequent first, equal ones in alphabetical order. */
    static List<Count> read(Path folder) throws IOException {
        var counts = new ArrayList<Count>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> counts.addAll(parse(file)));
        }
        counts.sort(Comparator.comparingLong(Count::times).reversed().thenComparing(Count::word));
        return counts;
    }

    private static List<Count> parse(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(LINE::matcher)
                    .filter(line -> line.matches())
                    .map(line -> new Count(line.group(1), Long.parseLong(line.group(2))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
