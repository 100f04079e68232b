/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.journal;

import dev.drey.journal.JournalCodec;
import dev.drey.journal.JournalLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a journal on a thread of its own, in files of limited size of which the oldest are deleted.
 *
 * <p>It never holds the scheduler up: what cannot be written in time is left out, and the place is marked. If the disk
 * fails, the journal ends and the scheduler goes on.
 */
public final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int QUEUE = 10_000;
    private static final int FILES = 8;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(200);

    private final JournalCodec codec = new JournalCodec();
    private final Path directory;
    private final long maxBytes;
    private final BlockingQueue<JournalLine> queue;
    private final Thread thread = new Thread(this::run, "drey-journal");
    private volatile boolean closing;
    private long lost;

    private Optional<BufferedWriter> file = Optional.empty();
    private long epoch;
    private int number;
    private long written;

    /**
     * Begins to write.
     *
     * @param maxBytes how large all files together may become, that of the present leadership included
     */
    public static JournalWriter start(Path directory, long maxBytes) throws IOException {
        return start(directory, maxBytes, QUEUE);
    }

    static JournalWriter start(Path directory, long maxBytes, int queue) throws IOException {
        var ofOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, ofOwner);
        }
        var writer = new JournalWriter(directory, maxBytes, queue);
        writer.thread.start();
        return writer;
    }

    private JournalWriter(Path directory, long maxBytes, int queue) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.queue = new ArrayBlockingQueue<>(queue);
        thread.setDaemon(true);
    }

    /** Takes a line to be written; for one thread. */
    public void write(Instant now, JournalLine line) {
        if (lost > 0 && queue.offer(new JournalLine.Gap(now, lost))) {
            lost = 0;
        }
        if (lost > 0 || !queue.offer(line)) {
            lost++;
        }
    }

    /** Whether the last line did not fit; for the same thread. */
    boolean isLosing() {
        return lost > 0;
    }

    /** Writes what was taken, for a few seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("journal={} is not complete: the disk is too slow", directory);
        }
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                var line = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (line != null) {
                    append(line);
                }
                if (queue.isEmpty() && file.isPresent()) {
                    file.get().flush();
                }
            }
            closeFile();
        } catch (IOException | RuntimeException e) {
            LOG.warn("journal={} ends here, the scheduler goes on", directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(JournalLine line) throws IOException {
        if (line instanceof JournalLine.Opened opened) {
            epoch = opened.opened().epoch();
            number = 0;
            next();
        } else if (written > maxBytes / FILES) {
            next();
        }
        var text = codec.encode(line) + "\n";
        file.orElseThrow().write(text);
        written += text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void next() throws IOException {
        closeFile();
        JournalFiles.prune(directory, maxBytes - maxBytes / FILES);
        number++;
        written = 0;
        file = Optional.of(
                Files.newBufferedWriter(JournalFiles.name(directory, epoch, number), StandardCharsets.UTF_8));
    }

    private void closeFile() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
