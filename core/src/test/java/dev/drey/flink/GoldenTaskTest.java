/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.json.ProtoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker launched with every option set at once has exactly the TaskInfo of the golden files. With {@code
 * -Ddrey.write=true} they are written anew, to be reviewed line by line against mesos.proto.
 */
@Tag("unit")
class GoldenTaskTest {
    private static final Path GOLDEN = Path.of(System.getProperty("drey.basedir"), "core/src/test/resources/golden");
    private static final String TASKS = "mesos.resourcemanager.tasks.";

    /* Not together with the secret itself, or files that must exist: see EveryOptionTest, MasterTlsTest and
     * NativeTransportConfigTest. */
    private static final Set<String> NOT_AT_ONCE = Set.of(
            "mesos.resourcemanager.framework.secret-file",
            "mesos.ssl.ca-file",
            "mesos.ssl.certificate-file",
            "mesos.ssl.key-file",
            "mesos.transport");

    @TempDir
    private Path directory;

    private final Map<String, String> options = new TreeMap<>();
    private final WorkerBundle bundle = new WorkerBundle();

    @BeforeEach
    void everythingAtOnce() throws IOException {
        theFramework();
        theWorker();
        whatItRunsIn();
        howItIsSupervised();
        whatHasNoPlaceInATask();
        ship("lib/flink.jar", true, false);
        ship("bin/mesos-taskmanager.sh", true, true);
        ship("krb5.keytab", false, false);
        bundle.environment("HADOOP_USER_NAME", "hdfs");
    }

    @Test
    void underTheContainerizerOfMesos() throws Exception {
        options.put(TASKS + "container.type", "mesos");
        options.put(TASKS + "container.networks", "calico,storage");

        assertGolden("task-mesos.json");
    }

    @Test
    void underDocker() throws Exception {
        options.put(TASKS + "container.type", "docker");
        options.put(TASKS + "container.docker.parameters", "memory-swappiness=0,env=GREETING=hello world");
        options.put(TASKS + "container.docker.force-pull-image", "true");
        options.put(TASKS + "container.docker.network", "USER");
        options.put(TASKS + "container.networks", "overlay");

        assertGolden("task-docker.json");
        assertEveryOptionIsSet();
    }

    private void theFramework() {
        options.put("mesos.master", "zk://user:hush-zk@zk1:2181/mesos");
        options.put("mesos.failover-timeout", "1 d");
        options.put("mesos.ssl.enabled", "true");
        options.put("mesos.ssl.verify-hostname", "false");
        options.put("mesos.resourcemanager.framework.name", "analytics");
        options.put("mesos.resourcemanager.framework.role", "batch");
        options.put("mesos.resourcemanager.framework.principal", "flink");
        options.put("mesos.resourcemanager.framework.secret", "hush-mesos");
        options.put("mesos.resourcemanager.framework.user", "flink");
        options.put("mesos.resourcemanager.framework.labels", "owner:data");
        options.put("mesos.resourcemanager.framework.when-removed", "STOP");
        options.put("mesos.resourcemanager.framework.on-sigterm", "TEAR_DOWN");
        options.put("mesos.resourcemanager.framework.capabilities", "MULTI_ROLE,PARTITION_AWARE");
        options.put("mesos.resourcemanager.state-dir", "/var/lib/drey");
    }

    private void theWorker() {
        options.put(TASKS + "cpus", "1.5");
        options.put(TASKS + "gpus", "2");
        options.put(TASKS + "disk", "10 gb");
        options.put(TASKS + "network.bandwidth", "100 MB/s");
        options.put("mesos.resourcemanager.network.resource.name", "egress");
        options.put(TASKS + "port-assignments", "metrics.reporter.prom.port");
        options.put(TASKS + "flink-home", "/opt/flink");
        options.put(TASKS + "hostname", "_TASK_.flink.mesos");
        options.put(TASKS + "taskmanager-cmd", "exec $FLINK_HOME/bin/mesos-taskmanager.sh");
        options.put(TASKS + "bootstrap-cmd", "ulimit -n 65536");
        options.put(
                TASKS + "uris", "hdfs:///models.tgz cache,http://host/tool executable extract=false output=bin/tool");
        options.put(TASKS + "labels", "team:data,tier:gold");
        options.put(TASKS + "user", "worker");
        options.put("containerized.taskmanager.env.LANG", "C.UTF-8");
        options.put("containerized.taskmanager.env.API_TOKEN", "hush-token");
        options.put("s3.secret-key", "hush-s3");
    }

    private void whatItRunsIn() {
        options.put(TASKS + "container.image.name", "registry.example/flink:2.3");
        options.put(TASKS + "container.volumes", "/etc/hadoop:/etc/hadoop:RO,scratch");
    }

    private void howItIsSupervised() {
        options.put(TASKS + "health-check.type", "HTTP");
        options.put(TASKS + "health-check.port-key", "metrics.reporter.prom.port");
        options.put(TASKS + "health-check.path", "/metrics");
        options.put(TASKS + "health-check.command", "true");
        options.put(TASKS + "health-check.grace-period", "5 min");
        options.put(TASKS + "health-check.interval", "30 s");
        options.put(TASKS + "health-check.timeout", "15 s");
        options.put(TASKS + "health-check.consecutive-failures", "5");
        options.put(TASKS + "kill-grace-period", "90 s");
        options.put(TASKS + "discovery.visibility", "EXTERNAL");
        options.put(TASKS + "discovery.name", "flink-_TASK_");
    }

    private void whatHasNoPlaceInATask() {
        options.put("mesos.resourcemanager.artifactserver.port", "8090");
        options.put("mesos.resourcemanager.artifactserver.bind-address", "0.0.0.0");
        options.put("mesos.resourcemanager.artifactserver.advertised-address", "artifacts.example:8090");
        options.put("mesos.resourcemanager.artifactserver.ssl.enabled", "true");
        options.put("mesos.resourcemanager.artifactserver.ssl.client-auth", "true");
        options.put("security.ssl.rest.enabled", "true");
        options.put("mesos.resourcemanager.status.port", "8091");
        options.put("mesos.resourcemanager.status.bind-address", "0.0.0.0");
        options.put("mesos.resourcemanager.unused-offer-expiration", "1 min");
        options.put("mesos.resourcemanager.declined-offer-refuse-duration", "1 min");
        options.put("mesos.resourcemanager.launch-timeout", "1 min");
        options.put("mesos.constraints.hard.hostattribute", "rack:r1");
        options.put("mesos.constraints.rules", "rack:MAX_PER:2");
        options.put("mesos.placement.policy", "SPREAD");
        options.put("mesos.placement.keep-gpu-agents", "false");
        options.put("mesos.placement.avoid-failing-agents", "1 min");
        for (var row : LifeCycleRows.ALL) {
            options.put(row.key(), row.values().get(0));
        }
    }

    private void ship(String destination, boolean cached, boolean executable) throws IOException {
        var file = directory.resolve(destination.replace('/', '-'));
        Files.writeString(file, destination);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        bundle.ship(new ShippedFile(file, destination, cached, executable));
    }

    private void assertGolden(String name) throws Exception {
        var worker = LaunchedWorker.with(options, bundle);
        var task = ProtoJson.tree(worker.task).toPrettyString() + "\n";
        if (Boolean.getBoolean("drey.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), task);
        }

        assertThat(GOLDEN.resolve(name)).hasContent(task);
        assertThat(task).doesNotContain("hush");
        assertThat(new String(worker.file("conf/taskmanager-env.sh"))).isEqualTo("export API_TOKEN='hush-token'\n");
    }

    private void assertEveryOptionIsSet() {
        var missing = new TreeSet<String>();
        MesosOptions.all().forEach(option -> missing.add(option.key()));
        missing.removeAll(options.keySet());

        assertThat(missing).isEqualTo(new TreeSet<>(NOT_AT_ONCE));
    }
}
