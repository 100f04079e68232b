/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.scheduler.FailureSettings;
import dev.drey.scheduler.MaintenanceSettings;
import dev.drey.scheduler.PartitionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LifeCycleConfigTest {
    private final Configuration configuration = new Configuration();

    LifeCycleConfigTest() {
        configuration.setString("mesos.master", "master:5050");
        configuration.setString("taskmanager.memory.process.size", "1728m");
    }

    @Test
    void theDefaultsAreThoseOfTheScheduler() throws Exception {
        var config = AppmasterConfig.read(configuration).lifeCycle();

        assertThat(config)
                .isEqualTo(new LifeCycleConfig(
                        Optional.empty(),
                        PartitionSettings.DEFAULT,
                        FailureSettings.DEFAULT,
                        MaintenanceSettings.DEFAULT,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void readsDurationsWithUnits() throws Exception {
        set("registration-timeout", "5 min");
        set("partition.replace-after", "0 s");
        set("partition.expunge-after", "2 h");
        set("journal.dir", "/var/log/drey");
        set("journal.max-size", "64 mb");

        var config = AppmasterConfig.read(configuration).lifeCycle();

        assertThat(config.registration()).contains(Duration.ofMinutes(5));
        assertThat(config.partitions()).isEqualTo(new PartitionSettings(Duration.ZERO, Duration.ofHours(2)));
        assertThat(config.journal()).contains(new LifeCycleConfig.Journal(Path.of("/var/log/drey"), 64 << 20));
    }

    @Test
    void tellsWhatContradictsItself() {
        set("registration-timeout", "0 s");
        set("partition.expunge-after", "30 s");
        set("failures.max-backoff", "10 ms");
        set("maintenance.avoid-before", "1 min");
        set("journal.max-size", "1 kb");

        assertThat(problems())
                .extracting(problem -> problem.substring(0, problem.indexOf('=')))
                .containsExactly(
                        "mesos.resourcemanager.registration-timeout",
                        "mesos.resourcemanager.partition.expunge-after",
                        "mesos.resourcemanager.failures.max-backoff",
                        "mesos.resourcemanager.maintenance.avoid-before",
                        "mesos.resourcemanager.journal.max-size");
    }

    @Test
    void registersWithTheCapabilitiesThatAreConfigured() throws Exception {
        set("framework.capabilities", "PARTITION_AWARE, REGION_AWARE");

        var framework = AppmasterConfig.read(configuration).framework();

        assertThat(framework.settings("host", Optional.empty(), true, false).capabilities())
                .containsExactly("GPU_RESOURCES", "PARTITION_AWARE", "REGION_AWARE");
    }

    @Test
    void refusesCapabilitiesThatWorkersCannotUse() {
        set("framework.capabilities", "REVOCABLE_RESOURCES");

        assertThat(problems())
                .containsExactly("mesos.resourcemanager.framework.capabilities=REVOCABLE_RESOURCES:"
                        + " 'REVOCABLE_RESOURCES' is none that workers can make use of; known are GPU_RESOURCES,"
                        + " MULTI_ROLE, PARTITION_AWARE, REGION_AWARE, RESERVATION_REFINEMENT, TASK_KILLING_STATE");
    }

    private void set(String key, String value) {
        configuration.setString("mesos.resourcemanager." + key, value);
    }

    private List<String> problems() {
        return catchThrowableOfType(InvalidConfigException.class, () -> AppmasterConfig.read(configuration))
                .problems()
                .stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
