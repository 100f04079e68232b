/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class BandwidthTest {
    @ParameterizedTest
    @CsvSource({"100, 100", "0.5, 0.5", "100 Mbps, 100", "2gbps, 2000", "500 kbps, 0.5", "100 MB/s, 800", "1 GB/s, 8000"
    })
    void d31_isInMegabitsOrHasItsUnit(String text, double megabits) {
        assertThat(Bandwidth.parse(text)).contains(Amount.of(megabits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "fast", "100 MB", "1e3", "100 Mbps Mbps"})
    void refusesEverythingElse(String text) {
        assertThat(Bandwidth.parse(text)).isEmpty();
    }

    @Test
    void d31_cutsNoDurationToSeconds() throws Exception {
        var offers = LaunchedWorker.with(Map.of(
                        "mesos.resourcemanager.unused-offer-expiration", "1500",
                        "mesos.resourcemanager.declined-offer-refuse-duration", "250"))
                .settings
                .offers();

        assertThat(offers.holdBudget()).isEqualTo(Duration.ofMillis(1500));
        assertThat(offers.refuse()).isEqualTo(Duration.ofMillis(250));
    }
}
