/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MesosOptionsTest {
    private static final List<Class<?>> CLASSES = List.of(
            MesosOptions.class,
            MasterTlsOptions.class,
            WorkerOptions.class,
            ContainerOptions.class,
            SupervisionOptions.class,
            ArtifactServerOptions.class,
            StatusOptions.class,
            LifeCycleOptions.class);

    /* A changed default changes clusters that nobody touched: it is to be decided, not to happen. */
    @Test
    void pinsAllDefaults() {
        var defaults = MesosOptions.all().stream()
                .map(option -> option.key() + " = " + option.defaultText())
                .collect(Collectors.joining("\n"));

        assertThat(defaults).isEqualTo("""
                mesos.master =\s
                mesos.transport = HTTP
                mesos.failover-timeout = 604800 s
                mesos.resourcemanager.framework.name = Flink
                mesos.resourcemanager.framework.role = *
                mesos.resourcemanager.framework.principal =\s
                mesos.resourcemanager.framework.secret =\s
                mesos.resourcemanager.framework.secret-file =\s
                mesos.resourcemanager.framework.user =\s
                mesos.resourcemanager.framework.labels =\s
                mesos.resourcemanager.framework.when-removed = REGISTER_ANEW
                mesos.resourcemanager.framework.on-sigterm = KEEP_WORKERS
                mesos.resourcemanager.framework.capabilities = MULTI_ROLE,PARTITION_AWARE,\
                RESERVATION_REFINEMENT,TASK_KILLING_STATE
                mesos.resourcemanager.state-dir =\s
                mesos.ssl.enabled = false
                mesos.ssl.ca-file =\s
                mesos.ssl.certificate-file =\s
                mesos.ssl.key-file =\s
                mesos.ssl.verify-hostname = true
                mesos.resourcemanager.unused-offer-expiration = 2 min
                mesos.resourcemanager.declined-offer-refuse-duration = 5 s
                mesos.resourcemanager.launch-timeout = 30 s
                mesos.resourcemanager.artifactserver.port = 0
                mesos.resourcemanager.artifactserver.bind-address =\s
                mesos.resourcemanager.artifactserver.advertised-address =\s
                mesos.resourcemanager.artifactserver.ssl.enabled = true
                mesos.resourcemanager.artifactserver.ssl.client-auth = false
                mesos.resourcemanager.status.port = 0
                mesos.resourcemanager.status.bind-address = 127.0.0.1
                mesos.resourcemanager.tasks.cpus = 0.0
                mesos.resourcemanager.tasks.gpus = 0
                mesos.resourcemanager.tasks.disk = 0 bytes
                mesos.resourcemanager.tasks.network.bandwidth = 0
                mesos.resourcemanager.network.resource.name = network
                mesos.resourcemanager.tasks.port-assignments =\s
                mesos.resourcemanager.tasks.flink-home =\s
                mesos.resourcemanager.tasks.hostname =\s
                mesos.resourcemanager.tasks.taskmanager-cmd = $FLINK_HOME/bin/mesos-taskmanager.sh
                mesos.resourcemanager.tasks.bootstrap-cmd =\s
                mesos.resourcemanager.tasks.uris =\s
                mesos.resourcemanager.tasks.labels =\s
                mesos.resourcemanager.tasks.user =\s
                mesos.resourcemanager.tasks.container.type = mesos
                mesos.resourcemanager.tasks.container.image.name =\s
                mesos.resourcemanager.tasks.container.volumes =\s
                mesos.resourcemanager.tasks.container.docker.parameters =\s
                mesos.resourcemanager.tasks.container.docker.force-pull-image = false
                mesos.resourcemanager.tasks.container.docker.network = HOST
                mesos.resourcemanager.tasks.container.networks =\s
                mesos.resourcemanager.tasks.health-check.type = NONE
                mesos.resourcemanager.tasks.health-check.port-key = taskmanager.rpc.port
                mesos.resourcemanager.tasks.health-check.path = /
                mesos.resourcemanager.tasks.health-check.command =\s
                mesos.resourcemanager.tasks.health-check.grace-period = 2 min
                mesos.resourcemanager.tasks.health-check.interval = 10 s
                mesos.resourcemanager.tasks.health-check.timeout = 20 s
                mesos.resourcemanager.tasks.health-check.consecutive-failures = 3
                mesos.resourcemanager.tasks.kill-grace-period =\s
                mesos.resourcemanager.tasks.discovery.visibility = NONE
                mesos.resourcemanager.tasks.discovery.name = _TASK_
                mesos.constraints.hard.hostattribute =\s
                mesos.constraints.rules =\s
                mesos.placement.policy = FIRST_FIT
                mesos.placement.keep-gpu-agents = true
                mesos.placement.avoid-failing-agents = 10 min
                mesos.resourcemanager.registration-timeout =\s
                mesos.resourcemanager.partition.replace-after = 1 min
                mesos.resourcemanager.partition.expunge-after = 1 h
                mesos.resourcemanager.failures.stable-after = 2 min
                mesos.resourcemanager.failures.backoff = 1 s
                mesos.resourcemanager.failures.max-backoff = 1 min
                mesos.resourcemanager.failures.agent-backoff = 5 s
                mesos.resourcemanager.failures.max-agent-backoff = 2 min
                mesos.resourcemanager.failures.disaster-agents = 3
                mesos.resourcemanager.failures.disaster-window = 1 min
                mesos.resourcemanager.failures.disaster-pause = 1 min
                mesos.resourcemanager.maintenance.avoid-before = 1 h
                mesos.resourcemanager.maintenance.move-workers = true
                mesos.resourcemanager.maintenance.move-before = 10 min
                mesos.resourcemanager.journal.dir =\s
                mesos.resourcemanager.journal.max-size = 256 mb
                mesos.resourcemanager.wire-log.dir =\s""");
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() {
        var declared = CLASSES.stream()
                .flatMap(options -> Arrays.stream(options.getDeclaredFields()))
                .filter(field -> field.getType() == ConfigOption.class)
                .count();

        assertThat(MesosOptions.all()).hasSize((int) declared);
        assertThat(MesosOptions.all()).extracting(MesosOption::key).doesNotHaveDuplicates();
        assertThat(MesosOptions.all())
                .allSatisfy(option -> assertThat(option.description()).endsWith("."));
    }

    @Test
    void everyOptionOfFlinkIsHere() {
        assertThat(keysSince("Flink"))
                .containsExactlyInAnyOrder(
                        "mesos.master",
                        "mesos.failover-timeout",
                        "mesos.resourcemanager.framework.name",
                        "mesos.resourcemanager.framework.role",
                        "mesos.resourcemanager.framework.principal",
                        "mesos.resourcemanager.framework.secret",
                        "mesos.resourcemanager.framework.user",
                        "mesos.resourcemanager.artifactserver.port",
                        "mesos.resourcemanager.artifactserver.ssl.enabled",
                        "mesos.resourcemanager.tasks.port-assignments",
                        "mesos.resourcemanager.unused-offer-expiration",
                        "mesos.resourcemanager.declined-offer-refuse-duration",
                        "mesos.resourcemanager.tasks.cpus",
                        "mesos.resourcemanager.tasks.gpus",
                        "mesos.resourcemanager.tasks.disk",
                        "mesos.resourcemanager.tasks.container.type",
                        "mesos.resourcemanager.tasks.container.image.name",
                        "mesos.resourcemanager.tasks.container.volumes",
                        "mesos.resourcemanager.tasks.container.docker.parameters",
                        "mesos.resourcemanager.tasks.container.docker.force-pull-image",
                        "mesos.resourcemanager.tasks.hostname",
                        "mesos.resourcemanager.tasks.taskmanager-cmd",
                        "mesos.resourcemanager.tasks.bootstrap-cmd",
                        "mesos.resourcemanager.tasks.uris",
                        "mesos.constraints.hard.hostattribute");
        assertThat(keysSince("Flink 1.12"))
                .containsExactlyInAnyOrder(
                        "mesos.resourcemanager.tasks.network.bandwidth", "mesos.resourcemanager.network.resource.name");
        assertThat(keysSince("Flink 1.13"))
                .containsExactlyInAnyOrder("mesos.resourcemanager.tasks.labels", "mesos.resourcemanager.tasks.user");
    }

    private static List<String> keysSince(String version) {
        return MesosOptions.all().stream()
                .filter(option -> option.since().equals(version))
                .map(MesosOption::key)
                .toList();
    }
}
