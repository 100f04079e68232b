/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RecordReaderTest {

    @Test
    void readsAnEmptyRecord() throws IOException {
        assertThat(reader("0\n1\nx").next().orElseThrow()).isEmpty();
    }

    @Test
    void refusesALengthThatIsNotANumber() {
        for (var text : List.of("x\n", "-1\n", "\n", " 1\nx", "9999999999\n")) {
            assertThatThrownBy(() -> reader(text).next()).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void deliversNoPartOfABrokenRecord() {
        assertThatThrownBy(() -> reader("5\nabc").next()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reader("5").next()).isInstanceOf(EOFException.class);
    }

    private static RecordReader reader(String text) {
        return new RecordReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
