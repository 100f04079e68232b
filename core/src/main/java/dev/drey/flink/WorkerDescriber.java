/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.mesos.TaskDescriber;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.ContaineredTaskManagerParameters;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Describes a worker to Mesos. Everything particular to it, and everything that may be secret, is in files that only
 * this worker fetches: its configuration, the options of its JVM, and secret variables. The command is the same for
 * all.
 */
final class WorkerDescriber implements TaskDescriber {
    private static final String CONFIG_FILE = "conf/config.yaml";
    private static final String JVM_OPTIONS_FILE = "conf/taskmanager-jvm.args";
    private static final String ENVIRONMENT_FILE = "conf/taskmanager-env.sh";

    private final Configuration configuration;
    private final AppmasterConfig config;
    private final WorkerProfiles profiles;
    private final Artifacts artifacts;
    private final List<CommandInfo.URI> commonFiles = new ArrayList<>();
    private final WorkerConfiguration workerConfiguration;
    private final WorkerJvmOptions jvmOptions;
    private final WorkerCommand command;
    private final WorkerSupervision supervision;

    WorkerDescriber(
            AppmasterConfig config,
            Configuration configuration,
            WorkerBundle bundle,
            WorkerProfiles profiles,
            Artifacts artifacts) {
        this.configuration = configuration;
        this.config = config;
        this.profiles = profiles;
        this.artifacts = artifacts;
        this.workerConfiguration = new WorkerConfiguration(configuration, bundle.configuration(), config.worker());
        this.jvmOptions = new WorkerJvmOptions(configuration, bundle.jvmOptions());
        this.command = new WorkerCommand(config.worker(), bundle.environment());
        this.supervision = new WorkerSupervision(config.worker());
        bundle.files().forEach(file -> commonFiles.add(publish(file)));
    }

    @Override
    public TaskInfo.Builder describe(Call.Launch launch, FrameworkId framework) {
        forget(launch.task());
        var spec = profiles.spec(launch.profile());
        var files = new ArrayList<>(commonFiles);
        files.add(own(launch.task(), CONFIG_FILE, workerConfiguration.yaml(launch, spec)));
        files.add(own(launch.task(), JVM_OPTIONS_FILE, jvmOptions.argumentFile(spec)));
        var environment = new WorkerEnvironment(command.environment(variables(launch.task(), spec)));
        if (environment.hasSecrets()) {
            files.add(own(launch.task(), ENVIRONMENT_FILE, environment.script()));
        }
        var task = TaskInfo.newBuilder()
                .setName(launch.task().value())
                .setCommand(command.with(files, environment.open(), secretScript(environment)))
                .setContainer(WorkerContainer.of(config.worker().container(), launch.ports()));
        config.worker().start().labels().forEach((key, value) -> task.getLabelsBuilder()
                .addLabels(Label.newBuilder().setKey(key).setValue(value)));
        supervision.addTo(task, launch);
        return task;
    }

    /** Takes the files of one worker away: it has fetched them, or never will. */
    void forget(TaskId worker) {
        artifacts.remove(pathOf(worker, CONFIG_FILE));
        artifacts.remove(pathOf(worker, JVM_OPTIONS_FILE));
        artifacts.remove(pathOf(worker, ENVIRONMENT_FILE));
    }

    private static Optional<String> secretScript(WorkerEnvironment environment) {
        return environment.hasSecrets() ? Optional.of(ENVIRONMENT_FILE) : Optional.empty();
    }

    private Map<String, String> variables(TaskId task, TaskExecutorProcessSpec spec) {
        var variables =
                ContaineredTaskManagerParameters.create(configuration, spec).taskManagerEnv();
        variables.keySet().removeAll(List.of("FLINK_HOME", "FLINK_CONF_DIR"));
        variables.put("TASK_NAME", task.value());
        variables.put("FRAMEWORK_NAME", config.framework().name());
        return variables;
    }

    private CommandInfo.URI own(TaskId worker, String destination, byte[] content) {
        return CommandInfo.URI
                .newBuilder()
                .setValue(artifacts.add(pathOf(worker, destination), content).toString())
                .setOutputFile(destination)
                .setExtract(false)
                .setCache(false)
                .build();
    }

    private static String pathOf(TaskId worker, String destination) {
        return "workers/" + worker + "/" + destination;
    }

    private CommandInfo.URI publish(ShippedFile file) {
        return CommandInfo.URI
                .newBuilder()
                .setValue(artifacts
                        .add(stamp(file) + "/" + file.destination(), file.source())
                        .toString())
                .setOutputFile(file.destination())
                .setExtract(false)
                .setCache(file.cached())
                .setExecutable(file.executable())
                .build();
    }

    /* An agent's cache knows a file by its URI alone, so another content needs another URI. */
    private static String stamp(ShippedFile file) {
        try {
            var source = file.source();
            return Long.toString(Files.getLastModifiedTime(source).toMillis(), Character.MAX_RADIX) + "-"
                    + Long.toString(Files.size(source), Character.MAX_RADIX);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.source() + " to send it to the workers", e);
        }
    }
}
