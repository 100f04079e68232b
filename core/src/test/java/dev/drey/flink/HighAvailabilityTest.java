/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HighAvailabilityTest {
    @Test
    void d27_warnsOfTheClusterIdThatEveryClusterHasAndNamesABetterOne() {
        var configuration = new Configuration();
        configuration.setString("high-availability.type", "zookeeper");

        var warning = HighAvailability.warningOfSharedClusterId(configuration, "Flink of us");
        configuration.setString("high-availability.cluster-id", "/ours");

        assertThat(warning).hasValueSatisfying(text -> assertThat(text)
                .contains("high-availability.cluster-id is not set", "'/default'", "=/Flink-of-us"));
        assertThat(HighAvailability.warningOfSharedClusterId(configuration, "Flink of us"))
                .isEmpty();
    }

    @Test
    void aClusterWithoutZooKeeperSharesNothing() {
        assertThat(HighAvailability.warningOfSharedClusterId(new Configuration(), "Flink"))
                .isEmpty();
    }
}
