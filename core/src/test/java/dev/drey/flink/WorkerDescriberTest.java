/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WorkerDescriberTest {
    private static final FrameworkId FRAMEWORK = new FrameworkId("framework");
    private static final String HIDE = "chmod 600 conf/config.yaml conf/taskmanager-jvm.args && ";

    private final Configuration configuration = new Configuration();
    private final Map<String, byte[]> served = new LinkedHashMap<>();
    private final WorkerBundle bundle = new WorkerBundle();
    private WorkerDescriber describer;
    private Call.Launch launch;

    @TempDir
    private Path directory;

    @BeforeEach
    void minimalConfiguration() {
        set("mesos.master", "master:5050");
        set("jobmanager.rpc.address", "appmaster");
        set("taskmanager.memory.process.size", "1024m");
    }

    @Test
    void startsTheWorkerThroughTheShellAsFlinkDid() throws Exception {
        set("mesos.resourcemanager.tasks.bootstrap-cmd", "export X=1");

        var task = describe();

        assertThat(task.getName()).isEqualTo("w-1");
        assertThat(task.getCommand().getShell()).isTrue();
        assertThat(task.getCommand().getValue()).isEqualTo(HIDE + "export X=1 && $FLINK_HOME/bin/mesos-taskmanager.sh");
        assertThat(variables(task))
                .isEqualTo(Map.of(
                        "FLINK_HOME", ".", "FLINK_CONF_DIR", "conf", "TASK_NAME", "w-1", "FRAMEWORK_NAME", "Flink"));
        assertThat(task.getContainer().getType()).isEqualTo(ContainerInfo.Type.MESOS);
    }

    @Test
    void d12_givesTheWorkerTheWholeConfigurationAsAFileOfItsOwn() throws Exception {
        set("state.backend.type", "hashmap");

        var task = describe();
        var worker = configurationOf(task);

        assertThat(worker.get("taskmanager.resource-id")).isEqualTo("w-1");
        assertThat(worker.get("taskmanager.data.port")).isEqualTo("31000");
        assertThat(worker.get("taskmanager.rpc.port")).isEqualTo("31001");
        assertThat(worker.get("taskmanager.host")).isEqualTo("agent.example");
        assertThat(worker.get("internal.taskmanager.node-id")).isEqualTo("agent.example");
        assertThat(worker.get("jobmanager.rpc.address")).isEqualTo("appmaster");
        assertThat(worker.get("state.backend.type")).isEqualTo("hashmap");
        assertThat(worker.get("taskmanager.cpu.cores")).isEqualTo("1.5");
        assertThat(worker).containsKeys("taskmanager.memory.task.heap.size", "taskmanager.memory.managed.size");
        assertThat(worker.keySet()).noneMatch(key -> key.startsWith("mesos."));
    }

    @Test
    void d20_putsNoSecretIntoCommandOrEnvironment() throws Exception {
        set("mesos.resourcemanager.framework.principal", "flink");
        set("mesos.resourcemanager.framework.secret", "hush-1");
        set("security.ssl.internal.key-password", "hush-2");
        set("s3.secret-key", "hush-3");
        set("env.java.opts.taskmanager", "-Dpassword=hush-4");

        var task = describe();
        var worker = configurationOf(task);

        assertThat(task.buildPartial().toString()).doesNotContain("hush");
        assertThat(worker).containsEntry("s3.secret-key", "hush-3");
        assertThat(worker).containsEntry("security.ssl.internal.key-password", "hush-2");
        assertThat(worker).doesNotContainValue("hush-1");
        assertThat(content(task, "conf/taskmanager-jvm.args")).contains("-Dpassword=hush-4");
    }

    @Test
    void d21_valuesThatMeanSomethingToAShellOrToYamlArriveAsTheyAre() throws Exception {
        var awkward = "a'b\"c $HOME `id`; rm -rf * & # : - {x} | \\ % \u00e9";
        set("some.key", awkward);

        assertThat(configurationOf(describe())).containsEntry("some.key", awkward);
    }

    @Test
    void givesTheJvmItsMemoryAndTheConfiguredOptionsInAFile() throws Exception {
        set("env.java.opts.all", "-XX:+UseG1GC");
        bundle.jvmOption("-Djava.security.krb5.conf=krb5.conf");

        var options = content(describe(), "conf/taskmanager-jvm.args").lines();

        assertThat(options)
                .anyMatch(line -> line.matches("-Xmx\\d+"))
                .anyMatch(line -> line.matches("-XX:MaxDirectMemorySize=\\d+"))
                .anyMatch(line -> line.contains("-XX:+UseG1GC"))
                .contains("-Djava.security.krb5.conf=krb5.conf");
    }

    @Test
    void assignsPortsInTheOrderOfTheirKeys() throws Exception {
        set("mesos.resourcemanager.tasks.port-assignments", "metrics.reporter.prom.port");

        var worker = configurationOf(describe(31000, 31001, 31007));

        assertThat(worker)
                .containsEntry("taskmanager.data.port", "31000")
                .containsEntry("taskmanager.rpc.port", "31001")
                .containsEntry("metrics.reporter.prom.port", "31007");
    }

    @Test
    void doesNotLetTheWorkerListenOnTheLoopbackInterfaceOnly() throws Exception {
        set("taskmanager.bind-host", "localhost");
        set("taskmanager.host", "localhost");

        var worker = configurationOf(describe());

        assertThat(worker)
                .doesNotContainKey("taskmanager.bind-host")
                .containsEntry("taskmanager.host", "agent.example");
    }

    @Test
    void namesTheWorkerByItsTemplate() throws Exception {
        set("mesos.resourcemanager.tasks.hostname", "_TASK_.flink.mesos");

        assertThat(configurationOf(describe())).containsEntry("taskmanager.host", "w-1.flink.mesos");
    }

    @Test
    void letsAgentsKeepSharedFilesButGivesSecretOnesToEachWorkerApart() throws Exception {
        var jar = Files.writeString(directory.resolve("a.jar"), "one");
        bundle.ship(new ShippedFile(jar, "lib/a.jar", true, false));
        bundle.ship(ShippedFile.secret(jar, "krb5.keytab"));

        var task = describe();

        assertThat(uri(task, "lib/a.jar").getCache()).isTrue();
        assertThat(uri(task, "lib/a.jar").getExtract()).isFalse();
        assertThat(uri(task, "lib/a.jar").getValue()).endsWith("/cacheable/lib/a.jar");
        assertThat(uri(task, "krb5.keytab").getCache()).isFalse();
        assertThat(uri(task, "krb5.keytab").getValue()).endsWith("/workers/w-1/krb5.keytab");
        describer.forget(new TaskId("w-1"));
        assertThat(served.keySet()).containsExactly("cacheable/lib/a.jar");
    }

    @Test
    void neverCachesTheFilesOfOneWorkerAndTakesThemAwayAfterwards() throws Exception {
        var task = describe();
        assertThat(uri(task, "conf/config.yaml").getCache()).isFalse();

        describer.forget(new TaskId("w-1"));

        assertThat(served.keySet()).noneMatch(path -> path.contains("w-1"));
    }

    @Test
    void canDescribeTheSameWorkerAgain() throws Exception {
        describe();

        describer.describe(launch, FRAMEWORK);

        assertThat(served.keySet()).filteredOn(path -> path.contains("w-1")).hasSize(2);
    }

    @Test
    void fetchesTheUsersUrisAsMesosDoesByDefault() throws Exception {
        set("mesos.resourcemanager.tasks.uris", "http://host/a.tgz, ,hdfs:///b");

        var uris = describe().getCommand().getUrisList();

        assertThat(uris.subList(uris.size() - 2, uris.size()))
                .containsExactly(
                        CommandInfo.URI
                                .newBuilder()
                                .setValue("http://host/a.tgz")
                                .build(),
                        CommandInfo.URI.newBuilder().setValue("hdfs:///b").build());
    }

    @Test
    void d3_entersTheSandboxWhateverTheWorkingDirectoryOfTheImageIs() throws Exception {
        set("mesos.resourcemanager.tasks.container.type", "docker");
        set("mesos.resourcemanager.tasks.container.image.name", "flink:2.3");
        set("mesos.resourcemanager.tasks.container.volumes", "/h:/c:RO");
        set("mesos.resourcemanager.tasks.container.docker.parameters", "memory-swappiness=0");
        set("mesos.resourcemanager.tasks.flink-home", "/opt/flink");

        var task = describe();

        assertThat(task.getCommand().getValue())
                .isEqualTo("cd \"${MESOS_SANDBOX:-.}\" && " + HIDE + "$FLINK_HOME/bin/mesos-taskmanager.sh");
        assertThat(variables(task)).containsEntry("FLINK_HOME", "/opt/flink");
        var container = task.getContainer();
        assertThat(container.getDocker().getImage()).isEqualTo("flink:2.3");
        assertThat(container.getDocker().getNetwork()).isEqualTo(ContainerInfo.DockerInfo.Network.HOST);
        assertThat(container.getDocker().getParameters(0).getKey()).isEqualTo("memory-swappiness");
        assertThat(container.getVolumes(0).getMode()).isEqualTo(Volume.Mode.RO);
    }

    @Test
    void d16_addsLabelsUserAndTheWorkersOwnEnvironment() throws Exception {
        set("mesos.resourcemanager.tasks.labels", "team:data");
        set("mesos.resourcemanager.tasks.user", "flink");
        set("containerized.taskmanager.env.HADOOP_CLASSPATH", "/h/*");

        var task = describe();

        assertThat(task.getLabels().getLabels(0).getKey()).isEqualTo("team");
        assertThat(task.getCommand().getUser()).isEqualTo("flink");
        assertThat(variables(task)).containsEntry("HADOOP_CLASSPATH", "/h/*");
    }

    private void set(String key, String value) {
        configuration.setString(key, value);
    }

    private TaskInfo.Builder describe(Integer... ports) throws Exception {
        var config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        var profile = profiles.of(Specs.worker("1024m", 1.5));
        describer = new WorkerDescriber(config, configuration, bundle, profiles, new Shelf());
        var assigned = ports.length > 0 ? List.of(ports) : List.of(31000, 31001);
        launch = new Call.Launch(
                new TaskId("w-1"), new AgentId("a"), "agent.example", profile.name(), List.of(), assigned);
        return describer.describe(launch, FRAMEWORK);
    }

    private Map<String, String> configurationOf(TaskInfo.Builder task) throws Exception {
        Files.writeString(directory.resolve("config.yaml"), content(task, "conf/config.yaml"));
        return GlobalConfiguration.loadConfiguration(directory.toString()).toMap();
    }

    private String content(TaskInfo.Builder task, String destination) {
        var path = URI.create(uri(task, destination).getValue()).getPath().substring(1);
        return new String(served.get(path), StandardCharsets.UTF_8);
    }

    private static CommandInfo.URI uri(TaskInfo.Builder task, String destination) {
        return task.getCommand().getUrisList().stream()
                .filter(uri -> uri.getOutputFile().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> variables(TaskInfo.Builder task) {
        var variables = new TreeMap<String, String>();
        for (Variable variable : task.getCommand().getEnvironment().getVariablesList()) {
            variables.put(variable.getName(), variable.getValue());
        }
        return variables;
    }

    /** Keeps in memory what would be served. */
    private final class Shelf implements Artifacts {
        @Override
        public URI addCacheable(String path, Path file) {
            return addSecret("cacheable/" + path, file);
        }

        @Override
        public URI addSecret(String path, Path file) {
            return addSecret(path, () -> file.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public URI addSecret(String path, Supplier<byte[]> content) {
            assertThat(served.put(path, content.get()))
                    .as("already served: " + path)
                    .isNull();
            return URI.create("http://appmaster:1/" + path);
        }

        @Override
        public void remove(String path) {
            served.remove(path);
        }
    }
}
