/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RecordIoTest {

    @Test
    void framesWithLengthAndNewlineAndNothingElse() {
        assertThat(new String(RecordIo.encode(bytes("{\"a\":1}")), StandardCharsets.UTF_8))
                .isEqualTo("7\n{\"a\":1}");
    }

    @Test
    @DisplayName("C009 a length that is no number fails the decoder for good")
    void staysFailedAfterALengthThatIsNoNumber() {
        var decoder = new RecordIo.Decoder();

        assertThatThrownBy(() -> decoder.feed(bytes("12x\nabc"))).isInstanceOf(DecoderFailure.class);
        assertThatThrownBy(() -> decoder.feed(bytes("1\na"))).isInstanceOf(DecoderFailure.class);
        assertThat(decoder.isAtBoundary()).isFalse();
    }

    @Test
    @DisplayName("C027 a record that is cut off is not delivered")
    void knowsThatARecordIsIncomplete() throws Exception {
        var decoder = new RecordIo.Decoder();

        var records = decoder.feed(bytes("2\nab5\nabc"));

        assertThat(records).containsExactly(bytes("ab"));
        assertThat(decoder.isAtBoundary()).isFalse();
    }

    @Test
    @DisplayName("C026 all records that came whole are delivered before the end of the stream")
    void deliversAllRecordsBeforeTheEnd() throws Exception {
        var decoder = new RecordIo.Decoder();

        var records = decoder.feed(bytes("2\nab3\nabc"));

        assertThat(records).containsExactly(bytes("ab"), bytes("abc"));
        assertThat(decoder.isAtBoundary()).isTrue();
    }

    @Test
    void yieldsAnEmptyRecordForLengthZero() throws Exception {
        assertThat(new RecordIo.Decoder().feed(bytes("0\n"))).containsExactly(new byte[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
