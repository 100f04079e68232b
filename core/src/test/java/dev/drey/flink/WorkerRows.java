/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.OptionRow.of;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** The options of the workers: resources, start, containers and networks. */
final class WorkerRows {
    private static final String TASKS = "mesos.resourcemanager.tasks.";
    private static final String TYPE = TASKS + "container.type";
    private static final String IMAGE = TASKS + "container.image.name";
    private static final String DOCKER = TASKS + "container.docker.";

    static final List<OptionRow> ALL = List.of(
            /* By default as many as slots. */
            of(TASKS + "cpus", worker -> worker.resources().get("cpus"))
                    .byDefault(1.0)
                    .set("2.5")
                    .has(2.5)
                    .refuses("-1", "many"),
            of(TASKS + "gpus", worker -> worker.resources().get("gpus"))
                    .byDefault(null)
                    .set("2")
                    .has(2.0)
                    .refuses("-1", "0.5"),
            of(TASKS + "disk", worker -> worker.resources().get("disk"))
                    .byDefault(null)
                    .set("1024", "1 gb", "1024 mb")
                    .has(1024.0)
                    .refuses("-5", "much"),
            of(TASKS + "network.bandwidth", worker -> worker.resources().get("network"))
                    .byDefault(null)
                    .set("800", "800 Mbps", "0.8 Gbps", "100 MB/s")
                    .has(800.0)
                    .refuses("-1", "fast"),
            of("mesos.resourcemanager.network.resource.name", worker -> worker.resources()
                            .get("egress"))
                    .given(TASKS + "network.bandwidth", "100")
                    .byDefault(null)
                    .set("egress")
                    .has(100.0),
            of(TASKS + "port-assignments", worker -> worker.resources().get("ports"))
                    .byDefault(2.0)
                    .set("metrics.reporter.prom.port", " metrics.reporter.prom.port,, metrics.reporter.prom.port ")
                    .has(3.0),
            of(TASKS + "flink-home", worker -> worker.environment().get("FLINK_HOME"))
                    .byDefault(".")
                    .set("/opt/flink")
                    .has("/opt/flink")
                    .refuses("opt/flink"),
            of(TASKS + "hostname", worker -> configured(worker, "taskmanager.host"))
                    .byDefault("agent.example")
                    .set("_TASK_.flink.mesos")
                    .has("taskmanager-1-1.flink.mesos"),
            of(TASKS + "taskmanager-cmd", WorkerRows::start)
                    .byDefault("$FLINK_HOME/bin/mesos-taskmanager.sh")
                    .set("exec /opt/start.sh")
                    .has("exec /opt/start.sh"),
            of(TASKS + "bootstrap-cmd", WorkerRows::start)
                    .byDefault("$FLINK_HOME/bin/mesos-taskmanager.sh")
                    .set("export X=1")
                    .has("export X=1 && $FLINK_HOME/bin/mesos-taskmanager.sh"),
            of(TASKS + "uris", worker -> usersUris(worker.task))
                    .byDefault(List.of())
                    .set(
                            "hdfs:///a.jar executable extract=false cache output=lib/a.jar,http://host/b.tgz",
                            "hdfs:///a.jar  cache=true output=lib/a.jar executable extract=false , http://host/b.tgz,")
                    .has(List.of(
                            CommandInfo.URI
                                    .newBuilder()
                                    .setValue("hdfs:///a.jar")
                                    .setExecutable(true)
                                    .setExtract(false)
                                    .setCache(true)
                                    .setOutputFile("lib/a.jar")
                                    .build(),
                            CommandInfo.URI
                                    .newBuilder()
                                    .setValue("http://host/b.tgz")
                                    .build()))
                    .refuses("http://host/a unpack", "http://host/a output=/etc/passwd", "http://host/a output=../x"),
            of(TASKS + "labels", worker -> FrameworkRows.labels(worker.task.getLabels()))
                    .byDefault(Map.of())
                    .set("k1:v1,k2:v2")
                    .has(Map.of("k1", "v1", "k2", "v2"))
                    .refuses("k1"),
            of(TASKS + "user", worker -> worker.task.getCommand().getUser())
                    .byDefault("")
                    .set("worker")
                    .has("worker"),
            of(TYPE, worker -> worker.task.getContainer().getType())
                    .given(IMAGE, "flink:2.3")
                    .byDefault(ContainerInfo.Type.MESOS)
                    .set("docker")
                    .has(ContainerInfo.Type.DOCKER)
                    .refuses("MESOS", "podman"),
            of(IMAGE, worker -> worker.task
                            .getContainer()
                            .getMesos()
                            .getImage()
                            .getDocker()
                            .getName())
                    .byDefault("")
                    .set("flink:2.3")
                    .has("flink:2.3"),
            of(TASKS + "container.volumes", worker -> worker.task.getContainer().getVolumesList().stream()
                            .map(volume ->
                                    volume.getHostPath() + ">" + volume.getContainerPath() + " " + volume.getMode())
                            .toList())
                    .byDefault(List.of())
                    .set("/a,/b:ro,/h:/c,/h2:/d:RO", " /a , /b:RO, /h : /c ,, /h2:/d:ro")
                    .has(List.of(">/a RW", ">/b RO", "/h>/c RW", "/h2>/d RO"))
                    .refuses("/h:/c:rx", "/h:/c:ro:x", ":/c", "/h::ro"),
            of(DOCKER + "parameters", worker -> worker.task.getContainer().getDocker().getParametersList().stream()
                            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                            .toList())
                    .given(TYPE, "docker", IMAGE, "flink:2.3")
                    .byDefault(List.of())
                    .set("env=X=1,ulimit=nofile=1024:2048")
                    .has(List.of("env=X=1", "ulimit=nofile=1024:2048"))
                    .refuses("privileged", "=true"),
            of(
                            DOCKER + "force-pull-image",
                            worker -> worker.task.getContainer().getDocker().getForcePullImage())
                    .given(TYPE, "docker", IMAGE, "flink:2.3")
                    .byDefault(false)
                    .set("true")
                    .has(true)
                    .refuses("always"),
            of(DOCKER + "network", worker -> network(worker.task.getContainer()))
                    .given(TYPE, "docker", IMAGE, "flink:2.3")
                    .byDefault("HOST")
                    .set("BRIDGE", "bridge")
                    .has("BRIDGE 31000>31000/tcp 31001>31001/tcp")
                    .refuses("OVERLAY"),
            of(TASKS + "container.networks", worker -> worker.task.getContainer().getNetworkInfosList().stream()
                            .map(NetworkInfo::getName)
                            .toList())
                    .byDefault(List.of())
                    .set("calico,storage", " calico , storage ")
                    .has(List.of("calico", "storage")));

    private WorkerRows() {}

    /* What follows the hiding of files, which WorkerCommandTest is about. */
    private static String start(LaunchedWorker worker) {
        return worker.task
                .getCommand()
                .getValue()
                .replaceFirst("^chmod 600 conf/config\\.yaml conf/taskmanager-jvm\\.args && ", "");
    }

    private static List<CommandInfo.URI> usersUris(TaskInfo task) {
        return task.getCommand().getUrisList().stream()
                .filter(uri -> !uri.getValue().startsWith("http://appmaster"))
                .toList();
    }

    private static String network(ContainerInfo container) {
        var docker = container.getDocker();
        return docker.getNetwork().name()
                + docker.getPortMappingsList().stream()
                        .map(port ->
                                " " + port.getContainerPort() + ">" + port.getHostPort() + "/" + port.getProtocol())
                        .collect(Collectors.joining());
    }

    private static String configured(LaunchedWorker worker, String key) throws Exception {
        return worker.configuration().get(key);
    }
}
