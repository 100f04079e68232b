/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AppmasterConfigurationTest {
    private final Configuration configuration = new Configuration();

    @Test
    void d32_givesRecoveredWorkersTimeToRegisterBeforeNewOnesAreAskedFor() {
        AppmasterConfiguration.adjust(configuration);

        assertThat(configuration.get(ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void leavesTheUsersRecoveryTimeoutAlone() {
        configuration.set(
                ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT, Duration.ofSeconds(5));

        AppmasterConfiguration.adjust(configuration);

        assertThat(configuration.get(ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void listensWhereWorkersConnectEvenWithTheBindHostThatFlinkComesWith() {
        configuration
                .set(JobManagerOptions.ADDRESS, "appmaster.example")
                .set(JobManagerOptions.BIND_HOST, "localhost")
                .set(RestOptions.ADDRESS, "localhost")
                .set(RestOptions.BIND_ADDRESS, "localhost");

        AppmasterConfiguration.adjust(configuration);

        assertThat(configuration.getOptional(JobManagerOptions.BIND_HOST)).isEmpty();
        assertThat(configuration.get(RestOptions.ADDRESS)).isEqualTo("appmaster.example");
        assertThat(configuration.get(RestOptions.BIND_ADDRESS)).isEqualTo("localhost");
    }

    @Test
    void keepsABindHostThatOthersCanReach() {
        configuration.set(JobManagerOptions.ADDRESS, "appmaster.example").set(JobManagerOptions.BIND_HOST, "0.0.0.0");

        AppmasterConfiguration.adjust(configuration);

        assertThat(configuration.get(JobManagerOptions.BIND_HOST)).isEqualTo("0.0.0.0");
    }
}
