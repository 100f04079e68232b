/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.store;

import dev.drey.model.Check;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreCodec;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one file of a local disk, for a scheduler that always starts again on the same machine.
 *
 * <p>Every change is appended as one line with a checksum and synced before {@link #apply} returns. The file is written
 * anew, beside the old one and then renamed, when it is opened and when it has grown. A second instance may open it at
 * any time; the first one is fenced then.
 */
public final class FileStore implements WorkerStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final int COMPACT_AFTER = 1000;

    private final Path file;
    private final Path lockFile;
    private final StoreCodec codec = new StoreCodec();

    private FileChannel channel;
    private long epoch;
    private StoredState state = StoredState.EMPTY;
    private int appended;
    private boolean damaged;

    /** A store in this file, which need not exist; its directory is made if need be. */
    public FileStore(Path file) {
        this.file = file.toAbsolutePath();
        this.lockFile = this.file.resolveSibling(this.file.getFileName() + ".lock");
    }

    @Override
    public synchronized Opened open() throws StoreException {
        try {
            Files.createDirectories(file.getParent());
            try (var lock = EpochLock.take(lockFile)) {
                var content = StoreFileReader.read(file, codec);
                if (content.droppedBytes() > 0) {
                    LOG.warn(
                            "file={} dropped={} bytes of a last line that was not written to its end",
                            file,
                            content.droppedBytes());
                }
                state = content.state();
                epoch = Math.max(content.epoch(), lock.epoch()) + 1;
                /* First: from here on nobody appends to the file that is about to be replaced. */
                lock.write(epoch);
                writeAnew();
            }
            return new Opened(epoch, state);
        } catch (IOException e) {
            throw new StoreException("cannot open the store " + file + ": " + e, e);
        }
    }

    @Override
    public synchronized void apply(StoreChange change) throws StoreException {
        Check.that(epoch > 0, "the store must be opened before it is written");
        try (var lock = EpochLock.take(lockFile)) {
            if (lock.epoch() != epoch) {
                throw new StoreException.Fenced("this leader has epoch " + epoch + ", but " + lockFile + " says "
                        + lock.epoch() + ": another instance opened the store and leads now");
            }
            var next = state.after(change);
            write(change);
            state = next;
        } catch (IOException e) {
            throw new StoreException("the change is not known to be durable in " + file + ": " + e, e);
        }
    }

    /* After a failed write nobody knows what of it is on the disk, so the next write replaces the file. */
    private void write(StoreChange change) throws IOException {
        if (damaged || channel == null || isGrown()) {
            writeAnew();
        }
        damaged = true;
        append(channel, new StoreLine(StoreLine.Kind.CHANGE, codec.encode(change)).bytes());
        damaged = false;
        appended++;
    }

    private boolean isGrown() {
        return appended >= Math.max(COMPACT_AFTER, 4 * state.workers().size());
    }

    private void writeAnew() throws IOException {
        damaged = true;
        close(channel);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            append(out, beginning());
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory();
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        appended = 0;
        damaged = false;
    }

    private byte[] beginning() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new StoreLine(StoreLine.Kind.EPOCH, Long.toString(epoch)).bytes());
        bytes.write(new StoreLine(StoreLine.Kind.STATE, codec.encode(state)).bytes());
        return bytes.toByteArray();
    }

    private static void append(FileChannel out, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        out.force(true);
    }

    /* A rename is durable only once its directory is. */
    private void syncDirectory() throws IOException {
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public synchronized void close() throws StoreException {
        try {
            close(channel);
        } catch (IOException e) {
            throw new StoreException("cannot close the store " + file + ": " + e, e);
        }
        channel = null;
        epoch = 0;
    }

    private static void close(FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
