/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MesosOptionsTest {

    @Test
    void defaultsStayAsTheyAre() {
        var table = MesosOptions.all().stream()
                .map(option -> option.key() + " = " + option.defaultValue())
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                mesos.master = null
                mesos.failover-timeout = 604800
                mesos.resourcemanager.framework.name = Flink
                mesos.resourcemanager.framework.role = *
                mesos.resourcemanager.framework.principal = null
                mesos.resourcemanager.framework.secret = null
                mesos.resourcemanager.framework.secret-file = null
                mesos.resourcemanager.framework.user =\s
                mesos.resourcemanager.framework.labels = {}
                mesos.resourcemanager.framework.when-removed = REGISTER_ANEW
                mesos.resourcemanager.framework.capabilities = MULTI_ROLE,PARTITION_AWARE,RESERVATION_REFINEMENT,\
                TASK_KILLING_STATE
                mesos.resourcemanager.state-dir = null
                mesos.resourcemanager.artifactserver.port = 0
                mesos.resourcemanager.artifactserver.ssl.enabled = true
                mesos.resourcemanager.unused-offer-expiration = 120000
                mesos.resourcemanager.declined-offer-refuse-duration = 5000
                mesos.resourcemanager.launch-timeout = PT30S
                mesos.resourcemanager.tasks.port-assignments = null
                mesos.resourcemanager.tasks.cpus = 0.0
                mesos.resourcemanager.tasks.gpus = 0
                mesos.resourcemanager.tasks.disk = 0
                mesos.resourcemanager.tasks.network.bandwidth = 0
                mesos.resourcemanager.network.resource.name = network
                mesos.resourcemanager.tasks.flink-home = null
                mesos.resourcemanager.tasks.container.type = mesos
                mesos.resourcemanager.tasks.container.image.name = null
                mesos.resourcemanager.tasks.container.volumes = null
                mesos.resourcemanager.tasks.container.docker.parameters = null
                mesos.resourcemanager.tasks.container.docker.force-pull-image = false
                mesos.resourcemanager.tasks.hostname = null
                mesos.resourcemanager.tasks.taskmanager-cmd = $FLINK_HOME/bin/mesos-taskmanager.sh
                mesos.resourcemanager.tasks.bootstrap-cmd = null
                mesos.resourcemanager.tasks.uris = null
                mesos.resourcemanager.tasks.labels = null
                mesos.resourcemanager.tasks.user = null
                mesos.constraints.hard.hostattribute = null
                mesos.constraints.rules = null
                mesos.placement.policy = FIRST_FIT
                mesos.placement.keep-gpu-agents = true
                mesos.placement.avoid-failing-agents = PT10M
                mesos.resourcemanager.registration-timeout = null
                mesos.resourcemanager.partition.replace-after = PT1M
                mesos.resourcemanager.partition.expunge-after = PT1H
                mesos.resourcemanager.failures.stable-after = PT2M
                mesos.resourcemanager.failures.backoff = PT1S
                mesos.resourcemanager.failures.max-backoff = PT1M
                mesos.resourcemanager.failures.agent-backoff = PT5S
                mesos.resourcemanager.failures.max-agent-backoff = PT2M
                mesos.resourcemanager.failures.disaster-agents = 3
                mesos.resourcemanager.failures.disaster-window = PT1M
                mesos.resourcemanager.failures.disaster-pause = PT1M
                mesos.resourcemanager.maintenance.avoid-before = PT1H
                mesos.resourcemanager.maintenance.move-workers = true
                mesos.resourcemanager.maintenance.move-before = PT10M
                mesos.resourcemanager.journal.dir = null
                mesos.resourcemanager.journal.max-size = 256 mb
                mesos.resourcemanager.wire-log.dir = null""");
    }

    @Test
    void everyOptionIsListedAndDescribed() {
        var declared = Stream.of(MesosOptions.class, LifeCycleOptions.class)
                .flatMap(options -> Arrays.stream(options.getDeclaredFields()))
                .filter(field -> field.getType() == ConfigOption.class)
                .count();

        assertThat(MesosOptions.all()).hasSize((int) declared).doesNotHaveDuplicates();
        assertThat(MesosOptions.all())
                .allSatisfy(option -> assertThat(MesosOptions.describe(option)).endsWith("."));
    }
}
