/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.model.Amount;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WorkerProfilesTest {
    private final WorkerProfiles profiles = new WorkerProfiles(Specs.RESOURCES, new Configuration());

    @Test
    void asksForCpusMemoryAndPorts() {
        var profile = profiles.of(Specs.worker("1025m", 0.5));

        assertThat(profile.scalars()).isEqualTo(Map.of("cpus", Amount.of(0.5), "mem", Amount.of(1025)));
        assertThat(profile.ports()).isEqualTo(2);
    }

    @Test
    void asksForGpusDiskAndBandwidthUnderItsConfiguredName() {
        var resources = new WorkerConfig.Resources(2, Amount.of(512), Amount.of(100), "egress", List.of());
        var profile = new WorkerProfiles(resources, new Configuration()).of(Specs.worker("1024m", 1));

        assertThat(profile.scalars())
                .containsEntry("gpus", Amount.of(2))
                .containsEntry("disk", Amount.of(512))
                .containsEntry("egress", Amount.of(100));
    }

    @Test
    void theSameSpecificationHasTheSameNameAfterARestart() {
        var later = new WorkerProfiles(Specs.RESOURCES, new Configuration());

        assertThat(later.of(Specs.worker("1024m", 1)).name())
                .isEqualTo(profiles.of(Specs.worker("1024m", 1)).name())
                .startsWith("1cpus-1024mb-");
    }

    @Test
    void differentSpecificationsHaveDifferentNames() {
        assertThat(profiles.of(Specs.worker("1024m", 1)).name())
                .isNotEqualTo(profiles.of(Specs.worker("1024m", 2)).name());
    }

    @Test
    void doesNotGuessWhatAnUnknownProfileIs() {
        assertThat(profiles.named("old")).isEmpty();
        assertThatThrownBy(() -> profiles.spec("old")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void d14_cpusOfAWorkerAreCoresThenTasksCpusThenSlots() {
        var configuration = new Configuration()
                .set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse("1024m"))
                .set(TaskManagerOptions.NUM_TASK_SLOTS, 3);

        assertThat(cpus(configuration)).isEqualTo(3);
        assertThat(cpus(configuration.set(WorkerOptions.TASKS_CPUS, 1.5))).isEqualTo(1.5);
        assertThat(cpus(configuration.set(TaskManagerOptions.CPU_CORES, 0.25))).isEqualTo(0.25);
    }

    private static double cpus(Configuration configuration) {
        return new MesosWorkerResourceSpecFactory()
                .createDefaultWorkerResourceSpec(configuration)
                .getCpuCores()
                .getValue()
                .doubleValue();
    }
}
