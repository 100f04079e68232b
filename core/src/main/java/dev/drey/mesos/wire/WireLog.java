/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.mesos.MesosConnection;
import dev.drey.store.WorkerStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what crosses the seam between the scheduler and Mesos, and what became durable, in the order in which the
 * scheduler sees it: for debugging, and for judging a run afterwards.
 *
 * <p>One file for each leadership, one JSON object a line. If the disk fails, the log ends and the scheduler goes on.
 */
public final class WireLog implements AutoCloseable {
    /*
     * A line is given to the operating system before what it tells of goes on, so that a SIGKILL loses nothing. Writing
     * holds the scheduler up; that is why this is for debugging only.
     */
    private static final Logger LOG = LoggerFactory.getLogger(WireLog.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'wire-'uuuuMMdd'T'HHmmss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Clock clock = Clock.systemUTC();
    private final Path path;
    private final FileChannel file;

    private WireLog(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** Begins a file {@code wire-<time>-<pid>.jsonl}; its directory is made if need be. */
    public static WireLog open(Path directory) throws IOException {
        Files.createDirectories(directory);
        var name = NAME.format(Instant.now()) + "-" + ProcessHandle.current().pid() + ".jsonl";
        var path = directory.resolve(name);
        return new WireLog(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Connections whose calls and events are written down. */
    public MesosConnection.Factory around(MesosConnection.Factory connections) {
        return (callbacks, listener) -> {
            var logged = new LoggedConnection(this, callbacks, listener);
            logged.begin(connections);
            return logged;
        };
    }

    /** A store whose contents are written down after each change. Closing it ends the log. */
    public WorkerStore around(WorkerStore store) {
        return new LoggedStore(this, store);
    }

    /** Writes a line; {@code what} names what {@code text} is. */
    synchronized void write(String what, String text) {
        if (!file.isOpen()) {
            return;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", clock.instant().toString()).put("what", what).put("text", text);
        try {
            var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            LOG.warn("wire-log={} ends here, the scheduler goes on", path, e);
            close();
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("wire-log={} cannot be closed", path, e);
        }
    }
}
