/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The framing of event streams: the length in decimal digits, a newline, that many bytes, and nothing else. */
public final class RecordIo {
    private RecordIo() {}

    /** One record, framed. */
    public static byte[] encode(byte[] record) {
        var header = (record.length + "\n").getBytes(StandardCharsets.US_ASCII);
        var framed = new byte[header.length + record.length];
        System.arraycopy(header, 0, framed, 0, header.length);
        System.arraycopy(record, 0, framed, header.length, record.length);
        return framed;
    }

    /** Takes a stream apart, whatever chunks it comes in. After a failure it stays failed. */
    public static final class Decoder {
        private static final int MAX_DIGITS = 10;

        private final ByteArrayOutputStream header = new ByteArrayOutputStream();
        private byte[] record;
        private int filled;
        private boolean failed;

        /** The records that are complete with these bytes, oldest first. */
        public List<byte[]> feed(byte[] chunk) throws DecoderFailure {
            if (failed) {
                throw new DecoderFailure("the stream has failed before");
            }
            var records = new ArrayList<byte[]>();
            int at = 0;
            while (at < chunk.length) {
                at = record == null ? readHeader(chunk, at) : readRecord(chunk, at);
                if (record != null && filled == record.length) {
                    records.add(record);
                    record = null;
                }
            }
            return records;
        }

        /** True between records: only then may a stream end. */
        public boolean isAtBoundary() {
            return !failed && record == null && header.size() == 0;
        }

        private int readHeader(byte[] chunk, int from) throws DecoderFailure {
            for (int at = from; at < chunk.length; at++) {
                if (chunk[at] == '\n') {
                    record = new byte[length()];
                    filled = 0;
                    return at + 1;
                }
                if (chunk[at] < '0' || chunk[at] > '9' || header.size() == MAX_DIGITS) {
                    throw fail("a record length must be a decimal number");
                }
                header.write(chunk[at]);
            }
            return chunk.length;
        }

        private int length() throws DecoderFailure {
            var digits = header.toString(StandardCharsets.US_ASCII);
            header.reset();
            if (digits.isEmpty()) {
                throw fail("a record length is missing");
            }
            var length = Long.parseLong(digits);
            if (length > Integer.MAX_VALUE - 16) {
                throw fail("a record of " + length + " bytes is too long");
            }
            return (int) length;
        }

        private int readRecord(byte[] chunk, int from) {
            int count = Math.min(chunk.length - from, record.length - filled);
            System.arraycopy(chunk, from, record, filled, count);
            filled += count;
            return from + count;
        }

        private DecoderFailure fail(String reason) {
            failed = true;
            return new DecoderFailure(reason);
        }
    }
}
