/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime.store;

import dev.drey.store.StoreCodec;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a store file from its beginning. Drops a torn tail, refuses damage anywhere else. */
final class StoreFileReader {
    private final Path file;
    private final StoreCodec codec;
    private long epoch;
    private StoredState state = StoredState.EMPTY;

    /**
     * What a file holds.
     *
     * @param droppedBytes how many bytes at the end were no whole line: an append that a crash cut off
     */
    record Content(long epoch, StoredState state, int droppedBytes) {}

    private StoreFileReader(Path file, StoreCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    static Content read(Path file, StoreCodec codec) throws IOException, StoreException {
        return Files.exists(file)
                ? new StoreFileReader(file, codec).read(Files.readAllBytes(file))
                : new Content(0, StoredState.EMPTY, 0);
    }

    private Content read(byte[] bytes) throws StoreException {
        int lineNumber = 1;
        for (int start = 0; start < bytes.length; lineNumber++) {
            int end = endOfLine(bytes, start);
            var line = end < bytes.length
                    ? StoreLine.parse(new String(bytes, start, end - start, StandardCharsets.UTF_8))
                    : Optional.<StoreLine>empty();
            if (line.isEmpty() && end >= bytes.length - 1) {
                return content(bytes.length - start);
            }
            if (line.isEmpty()) {
                throw damaged(lineNumber, start, "its checksum does not fit", null);
            }
            take(line.get(), lineNumber, start);
            start = end + 1;
        }
        return content(0);
    }

    /* Even a file that was torn in its first line is no reason to give up: nothing was durable yet. */
    private Content content(int dropped) {
        return new Content(epoch, state, dropped);
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private void take(StoreLine line, int lineNumber, int offset) throws StoreException {
        try {
            switch (line.kind()) {
                case EPOCH -> epoch = Long.parseLong(line.text());
                case STATE -> state = codec.decodeState(line.text());
                case CHANGE -> state = state.after(codec.decodeChange(line.text()));
            }
        } catch (NumberFormatException | IllegalStateException e) {
            throw damaged(lineNumber, offset, e.getMessage(), e);
        } catch (StoreException e) {
            throw new StoreException(file + ", line " + lineNumber + ": " + e.getMessage(), e);
        }
    }

    private StoreException damaged(int lineNumber, int offset, String why, Exception cause) {
        return new StoreException(
                file + " is damaged in line " + lineNumber + " (byte " + offset + "): " + why
                        + ". Restore the file from a backup; or move it away to start with an empty memory: then a new"
                        + " framework registers, and the workers of the old one run until its failover timeout is over or"
                        + " an operator tears it down",
                cause);
    }
}
