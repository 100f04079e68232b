/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads RecordIO: a decimal length, a newline, and that many bytes, repeated.
 *
 * <p>After a header that is not a number the stream is beyond repair; whoever reads it must drop the connection.
 */
final class RecordReader {
    private static final int MAX_DIGITS = 9;

    private final InputStream in;

    RecordReader(InputStream in) {
        this.in = in;
    }

    /** The next record, or empty at the end of the stream. Waits for it. */
    Optional<byte[]> next() throws IOException {
        int length = 0;
        for (int digits = 0; ; digits++) {
            int c = in.read();
            if (c < 0 && digits == 0) {
                return Optional.empty();
            }
            if (c == '\n' && digits > 0) {
                return Optional.of(body(length));
            }
            if (c < 0) {
                throw new EOFException("the stream ended within the length of a record");
            }
            if (c < '0' || c > '9' || digits == MAX_DIGITS) {
                throw new IOException("not RecordIO: the length of a record has byte " + c + " at place " + digits);
            }
            length = length * 10 + (c - '0');
        }
    }

    private byte[] body(int length) throws IOException {
        var record = in.readNBytes(length);
        if (record.length < length) {
            throw new EOFException("the stream ended after " + record.length + " of " + length + " bytes of a record");
        }
        return record;
    }
}
