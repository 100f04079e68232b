/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Check;
import dev.drey.scheduler.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptionsInternal;
import org.apache.flink.runtime.clusterframework.BootstrapTools;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Writes the {@code config.yaml} of a worker: the configuration of this process, less what is none of a worker's
 * business, plus what only this worker has. It is a file, and not a command line, because it may hold secrets.
 */
final class WorkerConfiguration {
    /* Whatever begins like this means nothing to a worker, or is a secret it has no use for. */
    private static final List<String> NOT_FOR_WORKERS = List.of(
            "mesos.",
            "containerized.",
            "jobmanager.memory.",
            "jobmanager.bind-host",
            "rest.",
            "security.ssl.rest.",
            "web.",
            "pipeline.jars",
            "pipeline.classpaths",
            "env.",
            "taskmanager.memory.",
            "$internal.");

    private final Configuration base;
    private final Optional<String> hostnameTemplate;
    private final boolean ownAddress;
    private final List<String> portKeys;

    WorkerConfiguration(Configuration appmaster, Map<String, String> overlay, WorkerConfig config) {
        this.base = BootstrapTools.cloneConfiguration(appmaster);
        appmaster.keySet().stream()
                .filter(key -> NOT_FOR_WORKERS.stream().anyMatch(key::startsWith))
                .forEach(base::removeKey);
        overlay.forEach(base::setString);
        this.hostnameTemplate = config.start().hostname();
        this.ownAddress = config.container().hasOwnAddress();
        this.portKeys = config.resources().portKeys();
    }

    byte[] yaml(Call.Launch launch, TaskExecutorProcessSpec spec) {
        var lines = ConfigurationUtils.convertConfigToWritableLines(of(launch, spec), true);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    Configuration of(Call.Launch launch, TaskExecutorProcessSpec spec) {
        Check.that(
                launch.ports().size() == portKeys.size(),
                "worker %s got %d ports and needs %d",
                launch.task(),
                launch.ports().size(),
                portKeys.size());
        var configuration = new Configuration(base);
        ConfigurationUtils.parseTmResourceDynamicConfigs(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec))
                .forEach(configuration::setString);
        for (int index = 0; index < portKeys.size(); index++) {
            configuration.setString(
                    portKeys.get(index), launch.ports().get(index).toString());
        }
        var host = hostnameTemplate
                .map(template -> template.replace("_TASK_", launch.task().value()))
                .or(() -> ownAddress ? Optional.empty() : Optional.of(launch.hostname()));
        configuration.set(
                TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, launch.task().value());
        configuration.set(TaskManagerOptionsInternal.TASK_MANAGER_RESOURCE_ID_METADATA, launch.hostname());
        configuration.set(TaskManagerOptionsInternal.TASK_MANAGER_NODE_ID, launch.hostname());
        configuration.removeConfig(TaskManagerOptions.HOST);
        host.ifPresent(name -> configuration.set(TaskManagerOptions.HOST, name));
        bind(configuration, host.orElse(""));
        return configuration;
    }

    /* The configuration Flink comes with binds everything to the loopback interface, which nobody could reach. */
    private static void bind(Configuration configuration, String host) {
        if (Loopback.isName(host)) {
            configuration.set(TaskManagerOptions.BIND_HOST, host);
        } else if (configuration
                .getOptional(TaskManagerOptions.BIND_HOST)
                .filter(Loopback::isName)
                .isPresent()) {
            configuration.removeConfig(TaskManagerOptions.BIND_HOST);
        }
    }
}
