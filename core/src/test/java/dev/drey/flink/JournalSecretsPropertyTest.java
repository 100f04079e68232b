/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.FrameworkId;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.runtime.Stepper;
import dev.drey.runtime.journal.JournalWriter;
import dev.drey.runtime.journal.RecordedStepper;
import dev.drey.runtime.store.FileStore;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.configuration.Configuration;

/** Puts a secret wherever a user or Mesos can, lets a worker be launched and fail, and looks for it on the disk. */
@Tag("unit")
class JournalSecretsPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 20)
    void d20_noSecretIsInJournalOrStore(@ForAll @AlphaChars @StringLength(min = 12, max = 20) String secret)
            throws Exception {
        var directory = Files.createTempDirectory("journal");
        try {
            play(directory, configuration(secret), secret);

            assertThat(written(directory))
                    .contains("a-1", "\"is\":\"Accept\"", "FAILED", "taskmanager-1-1", "cannot fetch")
                    .doesNotContainIgnoringCase(secret);
        } finally {
            delete(directory);
        }
    }

    private static Configuration configuration(String secret) {
        var configuration = new Configuration();
        configuration.setString("taskmanager.memory.process.size", "1728m");
        configuration.setString("mesos.master", "zk://user:" + secret + "@zk:2181/mesos");
        configuration.setString("mesos.resourcemanager.framework.principal", "flink");
        configuration.setString("mesos.resourcemanager.framework.secret", secret);
        configuration.setString("mesos.resourcemanager.framework.labels", "team:blue,api-key:" + secret);
        configuration.setString("mesos.resourcemanager.tasks.labels", "registry-token:" + secret);
        configuration.setString("mesos.resourcemanager.tasks.uris", "https://user:" + secret + "@host/file.tgz");
        configuration.setString("mesos.resourcemanager.tasks.bootstrap-cmd", "export PASSWORD=" + secret);
        configuration.setString("mesos.resourcemanager.tasks.container.type", "docker");
        configuration.setString("mesos.resourcemanager.tasks.container.image.name", "image");
        configuration.setString(
                "mesos.resourcemanager.tasks.container.docker.parameters", "env=REGISTRY_PASSWORD=" + secret);
        configuration.setString("containerized.taskmanager.env.AWS_SECRET_ACCESS_KEY", secret);
        configuration.setString("security.ssl.rest.keystore-password", secret);
        configuration.setString("s3.secret-key", secret);
        return configuration;
    }

    private static void play(Path directory, Configuration configuration, String secret) throws Exception {
        var config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        var webInterface = Optional.of("http://admin:" + secret + "@host:8081");
        var settings = FleetSettings.scheduler(config, FleetSettings.framework(config, "host", webInterface, profiles));
        try (var store = new FileStore(directory.resolve("workers.store"));
                var journal = JournalWriter.start(directory, 1 << 20)) {
            var opened = store.open();
            var scheduler = RecordedStepper.begin(journal, settings, opened, new Scheduler(settings, opened)::step);
            var profile = profiles.of(Specs.of(configuration));
            step(scheduler, store, new Input.WorkersDeclared(profile, 1));
            step(scheduler, store, new Input.Connected());
            step(scheduler, store, new Input.Subscribed(new FrameworkId("f-1"), Duration.ofSeconds(15)));
            step(scheduler, store, new Input.Offers(List.of(offer(secret))));
            step(scheduler, store, failure("cannot fetch https://user:" + secret + "@host/file.tgz"));
            step(scheduler, store, failure("Authorization: Basic " + secret + ", s3.secret-key: \"" + secret + "\""));
            step(scheduler, store, new Input.MasterError("principal refused, password=" + secret));
        }
    }

    private static void step(Stepper scheduler, FileStore store, Input first) throws Exception {
        var inputs = new ArrayDeque<>(List.of(first));
        while (!inputs.isEmpty()) {
            for (var effect : scheduler.step(NOW, inputs.remove())) {
                if (effect instanceof Effect.Persist persist) {
                    store.apply(persist.change());
                    inputs.add(new Input.Persisted(persist.ticket()));
                }
            }
        }
    }

    private static Offer offer(String secret) {
        var label = new Reservation.Label("token", Optional.of(secret));
        var reservation = new Reservation(Reservation.Type.DYNAMIC, "*", Optional.of("operator"), List.of(label));
        return new Offer(
                new OfferId("o-1"),
                new AgentId("a-1"),
                "host-1",
                "*",
                List.of(
                        new Resource("cpus", new Resource.Scalar(Amount.of(8)), List.of(reservation)),
                        Resource.scalar("mem", Amount.of(8192)),
                        Resource.ranges("ports", new Resource.Range(31000, 31009))),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Input failure(String message) {
        return new Input.StatusUpdate(new TaskStatus(
                new TaskId("taskmanager-1-1"),
                TaskState.FAILED,
                TaskStatus.Source.AGENT,
                Optional.of("CONTAINER_LAUNCH_FAILED"),
                message,
                Optional.of(new AgentId("a-1")),
                Optional.of("u-1"),
                NOW));
    }

    private static String written(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().map(JournalSecretsPropertyTest::read).collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
