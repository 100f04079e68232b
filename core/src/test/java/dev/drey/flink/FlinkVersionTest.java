/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.flink.FlinkVersion.Support;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class FlinkVersionTest {

    @Test
    void tellsTheVersionOnTheClassPath() {
        assertThat(FlinkVersion.here().name()).isEqualTo("2.3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "2.3.0, 2.3, TESTED",
        "2.3-SNAPSHOT, 2.3, TESTED",
        "1.20.4, 1.20, TESTED",
        "2.0.1, 2.0, LINKED",
        "2.2.1, 2.2, LINKED",
        "2.30.0, 2.30, UNKNOWN",
        "2.4.0, 2.4, UNKNOWN",
        "1.21.0, 1.21, UNKNOWN",
        "3.0.0, 3.0, UNKNOWN",
        "<unknown>, <unknown>, UNKNOWN",
        "1.19.3, 1.19, TOO_OLD",
        "1.2, 1.2, TOO_OLD",
        "0.9.1, 0.9, TOO_OLD"
    })
    void knowsWhatEachLineIsGoodFor(String name, String line, Support support) {
        var version = FlinkVersion.of(name);

        assertThat(version.line()).isEqualTo(line);
        assertThat(version.support()).isEqualTo(support);
    }

    @ParameterizedTest
    @CsvSource({"2.3.0, true", "2.4.0, true", "2.2.1, false", "2.0.0, false", "1.20.4, true", "1.19.3, false"})
    void knowsWhereAGraphCanBeRun(String name, boolean canBeRun) {
        assertThat(FlinkVersion.of(name).runsGraphs()).isEqualTo(canBeRun);
    }
}
