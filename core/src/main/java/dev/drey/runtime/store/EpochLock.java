/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.store;

import dev.drey.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock file that says which epoch may write. Held only while a store is opened or written, so that a later instance
 * can always open it, and an earlier one then finds that it is deposed.
 */
final class EpochLock implements AutoCloseable {
    /* The operating system's locks are held by the whole process, so instances within it need a lock of their own. */
    private static final Map<Path, ReentrantLock> WITHIN_PROCESS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int MAX_LENGTH = 32;

    private final FileChannel channel;
    private final ReentrantLock withinProcess;

    private EpochLock(FileChannel channel, ReentrantLock withinProcess) {
        this.channel = channel;
        this.withinProcess = withinProcess;
    }

    /** Waits some seconds for the lock. */
    static EpochLock take(Path file) throws IOException, StoreException {
        var mine = WITHIN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
        if (!tryLock(mine)) {
            throw busy(file);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            await(channel, file);
            return new EpochLock(channel, mine);
        } catch (IOException | StoreException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            mine.unlock();
            throw e;
        }
    }

    private static boolean tryLock(ReentrantLock lock) throws StoreException {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the lock of the store", e);
        }
    }

    private static void await(FileChannel channel, Path file) throws IOException, StoreException {
        long polls = PATIENCE.dividedBy(POLL);
        FileLock lock = channel.tryLock();
        for (long i = 0; lock == null && i < polls; i++) {
            LockSupport.parkNanos(POLL.toNanos());
            lock = channel.tryLock();
        }
        if (lock == null) {
            throw busy(file);
        }
    }

    private static StoreException busy(Path file) {
        return new StoreException("another process holds the lock " + file + " for more than " + PATIENCE.toSeconds()
                + " s: find it (for instance with fuser) and stop it");
    }

    /** The epoch that may write; 0 if none was written. */
    long epoch() throws IOException {
        var buffer = ByteBuffer.allocate(MAX_LENGTH);
        channel.read(buffer, 0);
        var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
        /* Unreadable means torn by a crash, or replaced: nobody is sure to be the leader then. */
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    void write(long epoch) throws IOException {
        /* Of fixed length, so that it is overwritten as a whole. */
        var text = String.format(Locale.ROOT, "%-19d%n", epoch);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            withinProcess.unlock();
        }
    }
}
