/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.mesos.CallTranslator;
import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.SchedulerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What Mesos and a worker are told under a certain configuration, from the options to the protocol. */
final class LaunchedWorker {
    private static final FrameworkId FRAMEWORK = new FrameworkId("framework");
    private static final int FIRST_PORT = 31_000;

    final AppmasterConfig config;
    final FrameworkInfo framework;
    final SchedulerSettings settings;
    final WorkerProfile profile;
    final TaskInfo task;
    private final Map<String, byte[]> served = new LinkedHashMap<>();

    private LaunchedWorker(Configuration configuration, WorkerBundle bundle) throws InvalidConfigException {
        this.config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        this.profile = profiles.of(Specs.of(configuration));
        var who = FleetSettings.framework(
                config, "appmaster.example", Optional.of("http://appmaster.example:8081"), profiles);
        this.settings = FleetSettings.scheduler(config, who);
        var describer = new WorkerDescriber(config, configuration, bundle, profiles, new Shelf());
        this.framework = subscribes(who, describer);
        this.task = launches(who, describer);
    }

    /** A worker of the smallest configuration there is, with these options besides. */
    static LaunchedWorker with(Map<String, String> options) throws InvalidConfigException {
        return with(options, new WorkerBundle());
    }

    static LaunchedWorker with(Map<String, String> options, WorkerBundle bundle) throws InvalidConfigException {
        return new LaunchedWorker(configuration(options), bundle);
    }

    static Configuration configuration(Map<String, String> options) {
        var all = new TreeMap<>(Map.of(
                "mesos.master", "master:5050",
                "jobmanager.rpc.address", "appmaster.example",
                "taskmanager.memory.process.size", "1024m"));
        all.putAll(options);
        return Configuration.fromMap(all);
    }

    /** The configuration that the process of the worker reads, as Flink reads it. */
    Map<String, String> configuration() throws IOException {
        var directory = Files.createTempDirectory("worker");
        var file = Files.write(directory.resolve("config.yaml"), file("conf/config.yaml"));
        try {
            return GlobalConfiguration.loadConfiguration(directory.toString()).toMap();
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
    }

    /** The content of a file that only this worker fetches. */
    byte[] file(String destination) {
        return served.get(URI.create(uri(destination).getValue()).getPath().substring(1));
    }

    CommandInfo.URI uri(String destination) {
        return task.getCommand().getUrisList().stream()
                .filter(uri -> uri.getOutputFile().equals(destination))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the worker does not fetch " + destination));
    }

    Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        task.getCommand()
                .getEnvironment()
                .getVariablesList()
                .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }

    /** The resources of the task by name; ports as how many there are. */
    Map<String, Double> resources() {
        var resources = new TreeMap<String, Double>();
        task.getResourcesList()
                .forEach(resource -> resources.put(
                        resource.getName(),
                        resource.hasScalar()
                                ? resource.getScalar().getValue()
                                : resource.getRanges().getRange(0).getEnd()
                                        - resource.getRanges().getRange(0).getBegin()
                                        + 1));
        return resources;
    }

    private static FrameworkInfo subscribes(FrameworkSettings who, WorkerDescriber describer) {
        return new CallTranslator(who, describer)
                .translate(new Call.Subscribe(who, Optional.empty(), Set.of()), Optional.empty())
                .getSubscribe()
                .getFrameworkInfo();
    }

    private TaskInfo launches(FrameworkSettings who, WorkerDescriber describer) {
        var resources = new ArrayList<Resource>();
        profile.scalars().forEach((name, amount) -> resources.add(Resource.scalar(name, amount)));
        resources.add(Resource.ranges("ports", new Resource.Range(FIRST_PORT, FIRST_PORT + profile.ports() - 1L)));
        var ports = new ArrayList<Integer>();
        for (int port = 0; port < profile.ports(); port++) {
            ports.add(FIRST_PORT + port);
        }
        var launch = new Call.Launch(
                new TaskId("taskmanager-1-1"),
                new AgentId("agent-7"),
                "agent.example",
                profile.name(),
                resources,
                ports);
        return new CallTranslator(who, describer)
                .translate(
                        new Call.Accept(List.of(new OfferId("offer-9")), List.of(launch), Duration.ofSeconds(5)),
                        Optional.of(FRAMEWORK))
                .getAccept()
                .getOperations(0)
                .getLaunch()
                .getTaskInfos(0);
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
            served.put(path, content.get());
            try {
                return new URI("http", null, "appmaster.example", 40_000, "/" + path, null, null);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void remove(String path) {
            served.remove(path);
        }
    }
}
