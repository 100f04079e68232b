/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.io.IOException;
import java.util.function.LongSupplier;

/** An opened artifact. It is closed by whoever opened it, unless it was sent: then the connection closes it. */
interface Content extends AutoCloseable {
    long length();

    /** What tells this content from another of the same path (RFC 9110, 8.8.3), without quotes. */
    String etag();

    /** The part to be written to a connection without encryption: the kernel copies it, no byte comes into the heap. */
    Outgoing zeroCopy(ByteRange range);

    /** The part to be written chunk by chunk, each when the one before has left. */
    Outgoing chunked(ByteRange range);

    @Override
    void close() throws IOException;

    /**
     * A part of a content under way.
     *
     * @param message what Netty writes
     * @param sent how many bytes of it have left so far; 0 as long as that is unknown
     */
    record Outgoing(Object message, LongSupplier sent) {}
}
