/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.buffer.Unpooled;

/** Bytes in memory: the small files of one worker. */
record BytesContent(byte[] bytes, String etag) implements Content {
    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public Outgoing zeroCopy(ByteRange range) {
        return new Outgoing(Unpooled.wrappedBuffer(bytes, (int) range.first(), (int) range.length()), () -> 0);
    }

    @Override
    public Outgoing chunked(ByteRange range) {
        return zeroCopy(range);
    }

    @Override
    public void close() {}
}
