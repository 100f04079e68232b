/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class MediaTypesTest {

    @Test
    void choosesJsonWithoutAnAcceptHeader() {
        assertThat(MediaTypes.negotiate(Optional.empty())).contains(MediaTypes.JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/* | application/json",
                "application/json | application/json",
                "Application/JSON | application/json",
                "application/x-protobuf | application/x-protobuf",
                "application/x-protobuf, application/json;q=0.1 | application/json",
                "application/json;q=0, application/x-protobuf | application/x-protobuf",
                "text/html, application/x-protobuf ; q=0.5 | application/x-protobuf",
                "text/html |",
                "application/json;q=0 |",
                "application/json;q=0.0, application/x-protobuf;q=0 |"
            })
    void negotiates(String accept, String chosen) {
        assertThat(MediaTypes.negotiate(Optional.of(accept))).isEqualTo(Optional.ofNullable(chosen));
    }
}
