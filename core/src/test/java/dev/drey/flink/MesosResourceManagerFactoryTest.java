/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MesosResourceManagerFactoryTest {
    /* Flink takes the sizes of workers out of what it gives a leader, and fails if somebody looks for them there. */
    @Test
    void needsTheSizesOfWorkersOnlyWhenTheProcessStarts() throws Exception {
        var options = Map.of("mesos.resourcemanager.status.port", "-1");
        var whole = LaunchedWorker.configuration(options);
        var factory = new MesosResourceManagerFactory(LaunchedWorker.with(options).config);
        factory.createResourceManagerRuntimeServicesConfiguration(whole);
        var ofALeader = new Configuration(whole);
        ofALeader.removeConfig(TaskManagerOptions.TOTAL_PROCESS_MEMORY);

        assertThatCode(() -> factory.createResourceManagerDriver(ofALeader, "http://appmaster:8081", "appmaster"))
                .doesNotThrowAnyException();
    }
}
