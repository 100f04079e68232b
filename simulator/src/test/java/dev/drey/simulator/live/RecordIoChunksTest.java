/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Tag("unit")
class RecordIoChunksTest {

    @Property(tries = 200)
    void decodesWhateverTheChunks(
            @ForAll @Size(max = 8) List<byte[]> records, @ForAll @IntRange(min = 1, max = 9) int chunk)
            throws Exception {
        var stream = new ByteArrayOutputStream();
        records.forEach(record -> stream.writeBytes(RecordIo.encode(record)));
        var all = stream.toByteArray();

        var decoder = new RecordIo.Decoder();
        var decoded = new ArrayList<byte[]>();
        for (int at = 0; at < all.length; at += chunk) {
            decoded.addAll(decoder.feed(Arrays.copyOfRange(all, at, Math.min(all.length, at + chunk))));
        }

        assertThat(decoded).hasSize(records.size());
        for (int i = 0; i < decoded.size(); i++) {
            assertThat(decoded.get(i)).isEqualTo(records.get(i));
        }
        assertThat(decoder.isAtBoundary()).isTrue();
    }
}
