/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the wire log of an appmaster while it is written: each file is a life, and the newest one grows. */
final class WireTail {
    private static final int CHUNK = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path folder;
    private final List<Open> files = new ArrayList<>();

    /**
     * A line.
     *
     * @param life the number of its file, from 1
     */
    record Line(int life, Instant at, String what, String text) {}

    private static final class Open {
        private final Path path;
        private long position;

        Open(Path path) {
            this.path = path;
        }
    }

    WireTail(Path folder) {
        this.folder = folder;
    }

    /** All whole lines that came since, in order. */
    List<Line> read() throws IOException {
        var names = names();
        while (files.size() < names.size()) {
            files.add(new Open(names.get(files.size())));
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < files.size(); i++) {
            read(i + 1, files.get(i), lines);
        }
        return lines;
    }

    /** How many lives there were. */
    int lives() {
        return files.size();
    }

    /* Their names begin with the time of their beginning, so they sort by age. */
    private List<Path> names() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.getFileName().toString().startsWith("wire-"))
                    .sorted()
                    .toList();
        }
    }

    private void read(int life, Open file, List<Line> lines) throws IOException {
        String text = grown(file);
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            lines.add(parse(life, text.substring(begin, end)));
            begin = end + 1;
        }
        file.position += text.substring(0, begin).getBytes(StandardCharsets.UTF_8).length;
    }

    /* A chunk may end within a character or a line: what is not whole yet is read again. */
    private static String grown(Open file) throws IOException {
        var all = new StringBuilder();
        try (var channel = FileChannel.open(file.path, StandardOpenOption.READ)) {
            long size = channel.size() - file.position;
            var bytes = ByteBuffer.allocate((int) Math.min(size, 64L * CHUNK));
            while (bytes.hasRemaining() && channel.read(bytes, file.position + bytes.position()) > 0) {
                continue;
            }
            all.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    private Line parse(int life, String text) throws IOException {
        var line = mapper.readTree(text);
        return new Line(
                life,
                Instant.parse(line.path("at").asText()),
                line.path("what").asText(),
                line.path("text").asText());
    }
}
