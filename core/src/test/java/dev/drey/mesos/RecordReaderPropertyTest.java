/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Tag("unit")
class RecordReaderPropertyTest {

    @Property(tries = 200)
    void readsRecordsHoweverTheyAreCutIntoChunks(
            @ForAll @Size(max = 5) List<byte[]> records, @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var record : records) {
            bytes.write(FakeMaster.record(record));
        }

        var read = new ArrayList<byte[]>();
        var reader = new RecordReader(new Chunks(bytes.toByteArray(), chunk));
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            read.add(next.get());
        }

        assertThat(read).usingElementComparator(Arrays::compare).containsExactlyElementsOf(records);
    }

    /** Gives no more than so many bytes at once, as a socket may. */
    private static final class Chunks extends InputStream {
        private final InputStream all;
        private final int size;

        Chunks(byte[] bytes, int size) {
            this.all = new ByteArrayInputStream(bytes);
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return all.read(buffer, offset, Math.min(size, length));
        }
    }
}
