/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SmallAppmasterTest {
    @Test
    void flinkAcceptsTheSizesOfItsProcesses() {
        for (var size : new int[] {448, 512}) {
            var configuration = Configuration.fromMap(SmallAppmaster.memory(size));

            assertThat(JobManagerProcessUtils.processSpecFromConfig(configuration)
                            .getTotalProcessMemorySize())
                    .isEqualTo(MemorySize.ofMebiBytes(size));
            assertThat(TaskExecutorProcessUtils.processSpecFromConfig(configuration)
                            .getTotalProcessMemorySize())
                    .isEqualTo(MemorySize.ofMebiBytes(544));
        }
    }

    @Test
    void whatTheNextLeaderNeedsIsInZooKeeperAndInTheStorage() {
        var keeping = new SmallAppmaster.Keeping("zk:2181", "/c", "file:/ha", "file:/cp", Duration.ofSeconds(6));

        var options = SmallAppmaster.highAvailability(keeping, 10);

        assertThat(options)
                .containsEntry("high-availability.cluster-id", "/c")
                .containsEntry("high-availability.storageDir", "file:/ha")
                .containsEntry("execution.checkpointing.dir", "file:/cp")
                .containsEntry("restart-strategy.fixed-delay.attempts", "10")
                .containsEntry("high-availability.zookeeper.quorum", "zk:2181");
        assertThat(Configuration.fromMap(options).get(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(6));
    }
}
