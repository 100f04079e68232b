/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/** An open file. */
final class FileContent implements Content {
    private static final int CHUNK = 64 * 1024;

    private final FileChannel channel;
    private final long length;
    private final String etag;

    FileContent(FileChannel channel, String etag) throws IOException {
        this.channel = channel;
        this.length = channel.size();
        this.etag = etag;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String etag() {
        return etag;
    }

    @Override
    public Outgoing zeroCopy(ByteRange range) {
        var region = new DefaultFileRegion(channel, range.first(), range.length());
        return new Outgoing(region, region::transferred);
    }

    @Override
    public Outgoing chunked(ByteRange range) {
        try {
            var chunks = new Chunks(channel, range);
            return new Outgoing(chunks, chunks::progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /* A file that has shrunk leaves the answer short, and the client sees a broken connection, as it should. */
    private static final class Chunks extends ChunkedNioFile {
        Chunks(FileChannel channel, ByteRange range) throws IOException {
            super(channel, range.first(), range.length(), CHUNK);
        }

        @Override
        public ByteBuf readChunk(ByteBufAllocator allocator) throws Exception {
            var chunk = super.readChunk(allocator);
            if (chunk != null && !chunk.isReadable()) {
                chunk.release();
                throw new EOFException("the artifact has shrunk");
            }
            return chunk;
        }

        @Override
        public long progress() {
            return currentOffset() - startOffset();
        }
    }
}
