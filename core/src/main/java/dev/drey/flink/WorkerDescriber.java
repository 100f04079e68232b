/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.mesos.TaskDescriber;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import dev.drey.store.WorkerRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final List<CommandInfo.URI> cachedFiles;
    private final List<ShippedFile> secretFiles;
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
        this.cachedFiles = bundle.files().stream()
                .filter(ShippedFile::cached)
                .map(this::publish)
                .toList();
        this.secretFiles =
                bundle.files().stream().filter(file -> !file.cached()).toList();
    }

    @Override
    public TaskInfo.Builder describe(Call.Launch launch, FrameworkId framework) {
        forget(launch.task());
        var spec = profiles.spec(launch.profile());
        var own = new ArrayList<CommandInfo.URI>();
        secretFiles.forEach(file -> own.add(own(launch.task(), file)));
        own.add(own(launch.task(), CONFIG_FILE, always(workerConfiguration.yaml(launch, spec))));
        own.add(own(launch.task(), JVM_OPTIONS_FILE, always(jvmOptions.argumentFile(spec))));
        var environment = environment(launch.task(), spec);
        if (environment.hasSecrets()) {
            own.add(own(launch.task(), ENVIRONMENT_FILE, always(environment.script())));
        }
        var task = TaskInfo.newBuilder()
                .setName(launch.task().value())
                .setCommand(command(own, environment))
                .setContainer(WorkerContainer.of(config.worker().container(), launch.ports()));
        config.worker().start().labels().forEach((key, value) -> task.getLabelsBuilder()
                .addLabels(Label.newBuilder().setKey(key).setValue(value)));
        supervision.addTo(task, launch);
        return task;
    }

    /**
     * Serves the files of workers that an earlier leader launched, and which may not have fetched them yet, at the same
     * addresses. They are made when they are asked for: most of the workers have theirs.
     */
    void serveAgain(List<WorkerRecord> workers) {
        for (var worker : workers) {
            serveAgain(new Call.Launch(
                    worker.task(), worker.agent(), worker.hostname(), worker.profile(), List.of(), worker.ports()));
        }
    }

    private void serveAgain(Call.Launch launch) {
        var worker = launch.task();
        Supplier<TaskExecutorProcessSpec> spec = () -> profiles.spec(launch.profile());
        secretFiles.forEach(file -> own(worker, file));
        own(worker, CONFIG_FILE, () -> workerConfiguration.yaml(launch, spec.get()));
        own(worker, JVM_OPTIONS_FILE, () -> jvmOptions.argumentFile(spec.get()));
        own(worker, ENVIRONMENT_FILE, () -> environment(worker, spec.get()).script());
    }

    /** Takes the files of one worker away: it has fetched them, or never will. */
    void forget(TaskId worker) {
        artifacts.remove(pathOf(worker, CONFIG_FILE));
        artifacts.remove(pathOf(worker, JVM_OPTIONS_FILE));
        artifacts.remove(pathOf(worker, ENVIRONMENT_FILE));
        secretFiles.forEach(file -> artifacts.remove(pathOf(worker, file.destination())));
    }

    private CommandInfo command(List<CommandInfo.URI> own, WorkerEnvironment environment) {
        var files = new ArrayList<>(cachedFiles);
        files.addAll(own);
        var names = own.stream().map(CommandInfo.URI::getOutputFile).toList();
        return command.with(files, environment.open(), names, secretScript(environment));
    }

    private static Optional<String> secretScript(WorkerEnvironment environment) {
        return environment.hasSecrets() ? Optional.of(ENVIRONMENT_FILE) : Optional.empty();
    }

    private static Supplier<byte[]> always(byte[] content) {
        return () -> content;
    }

    private WorkerEnvironment environment(TaskId worker, TaskExecutorProcessSpec spec) {
        return new WorkerEnvironment(command.environment(variables(worker, spec)));
    }

    private Map<String, String> variables(TaskId task, TaskExecutorProcessSpec spec) {
        var variables =
                ContaineredTaskManagerParameters.create(configuration, spec).taskManagerEnv();
        variables.keySet().removeAll(List.of("FLINK_HOME", "FLINK_CONF_DIR"));
        variables.put("TASK_NAME", task.value());
        variables.put("FRAMEWORK_NAME", config.framework().name());
        return variables;
    }

    private CommandInfo.URI own(TaskId worker, String destination, Supplier<byte[]> content) {
        return fetch(artifacts.addSecret(pathOf(worker, destination), content), destination)
                .setCache(false)
                .build();
    }

    /* What must not be kept has an address for each worker, so that none can fetch with what another was told. */
    private CommandInfo.URI own(TaskId worker, ShippedFile file) {
        var address = artifacts.addSecret(pathOf(worker, file.destination()), file.source());
        return fetch(address, file.destination())
                .setCache(false)
                .setExecutable(file.executable())
                .build();
    }

    private CommandInfo.URI publish(ShippedFile file) {
        return fetch(artifacts.addCacheable(file.destination(), file.source()), file.destination())
                .setCache(true)
                .setExecutable(file.executable())
                .build();
    }

    private static CommandInfo.URI.Builder fetch(URI address, String destination) {
        return CommandInfo.URI
                .newBuilder()
                .setValue(address.toString())
                .setOutputFile(destination)
                .setExtract(false);
    }

    private static String pathOf(TaskId worker, String destination) {
        return "workers/" + worker + "/" + destination;
    }
}
