/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something to be served: its length, and its content from a place on. */
interface Artifact {

    /** Opens it. The length holds for this content, even if the file grows meanwhile. */
    Content open() throws IOException;

    /** An opened artifact. */
    record Content(long length, Source source) implements AutoCloseable {
        /** Where the bytes come from. */
        interface Source extends AutoCloseable {
            InputStream from(long offset) throws IOException;

            @Override
            void close() throws IOException;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    static Artifact of(Path file) {
        return () -> {
            var channel = Files.newByteChannel(file);
            return new Content(channel.size(), new Content.Source() {
                @Override
                public InputStream from(long offset) throws IOException {
                    return Channels.newInputStream(channel.position(offset));
                }

                @Override
                public void close() throws IOException {
                    channel.close();
                }
            });
        };
    }

    static Artifact of(byte[] content) {
        var copy = content.clone();
        return () -> new Content(copy.length, new Content.Source() {
            @Override
            public InputStream from(long offset) {
                return new ByteArrayInputStream(copy, (int) offset, copy.length - (int) offset);
            }

            @Override
            public void close() {}
        });
    }
}
