/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.journal.JournalCodec;
import dev.drey.journal.JournalFormatException;
import dev.drey.journal.JournalLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks in the journals of a run for a step in which the scheduler itself failed. */
final class JournalCheck {
    private static final String MARK = "\"Broken\"";

    private JournalCheck() {}

    /** The first one, if there is any. */
    static Optional<String> brokenStep(RunFolder folder) throws IOException {
        if (!Files.isReadable(folder.journal())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder.journal())) {
            for (Path file : files.sorted().toList()) {
                var found = brokenStep(file);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> brokenStep(Path file) throws IOException {
        var codec = new JournalCodec();
        for (String line : Files.readAllLines(file)) {
            if (line.contains(MARK)) {
                try {
                    if (codec.decode(line) instanceof JournalLine.Broken broken) {
                        return Optional.of(broken.failure());
                    }
                } catch (JournalFormatException cutShort) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }
}
