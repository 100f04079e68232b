/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.container.image.ImageSettings;
import dev.drey.harness.container.image.Images;
import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Report;
import dev.drey.harness.scenario.ReportTable;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays a scenario in real time: the production appmaster, ZooKeeper, Mesos masters and agents in containers, with
 * faults made from outside, judged by the oracles that judge simulations.
 */
public final class ContainerWorld implements World {
    public static final String NAME = "containers";

    private static final int ZOOKEEPERS = 3;

    private final ImageSettings settings;
    private final Path repository;
    private final Path folder;
    private final Consumer<String> progress;
    private Optional<Images> images = Optional.empty();
    private int plays;

    /**
     * @param repository where {@code mvn package} was run
     * @param folder where runs are kept that went wrong
     * @param progress told what takes time
     */
    public ContainerWorld(ImageSettings settings, Path repository, Path folder, Consumer<String> progress) {
        this.settings = settings;
        this.repository = repository;
        this.folder = folder;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> cannotPlay(Scenario scenario) {
        return Playability.problem(scenario).or(() -> Engine.problem(settings));
    }

    /** The seed is ignored: nothing here has a say in chance. */
    @Override
    public Report play(Scenario scenario, long seed) throws IOException, InterruptedException {
        Path root = freshFolder(scenario);
        try (var cluster = ContainerCluster.start(Engine.client(), images(), layout(scenario), root)) {
            Play.Outcome outcome;
            try {
                outcome = new Play(scenario, cluster).play();
            } catch (IOException | RuntimeException | InterruptedException e) {
                cluster.collect();
                throw e;
            }
            return conclude(scenario, seed, cluster, outcome);
        }
    }

    private Report conclude(Scenario scenario, long seed, ContainerCluster cluster, Play.Outcome outcome)
            throws IOException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("launches", String.valueOf(outcome.launches()));
        facts.put("seconds", String.valueOf(outcome.time().toSeconds()));
        facts.put("faults", String.valueOf(outcome.faults()));
        facts.put("leaderships", String.valueOf(outcome.lives()));
        boolean isGood = new Report(NAME, scenario.name(), seed, outcome.verdicts(), facts, Optional.empty()).isGood();
        boolean isKept = !isGood || Boolean.getBoolean("cluster.keep");
        var artefacts = isKept ? Optional.of(cluster.folder().root()) : Optional.<Path>empty();
        var report = new Report(NAME, scenario.name(), seed, outcome.verdicts(), facts, artefacts);
        if (isKept) {
            cluster.collect();
            Files.writeString(cluster.folder().root().resolve("report.txt"), ReportTable.of(report));
        } else {
            cluster.forget();
        }
        return report;
    }

    private Images images() throws IOException {
        if (images.isEmpty()) {
            images = Optional.of(Images.prepare(settings, Engine.client(), repository, progress));
        }
        return images.get();
    }

    /* Named after the scenario and this process, so that runs do not meet. */
    private Path freshFolder(Scenario scenario) throws IOException {
        plays++;
        String name = scenario.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Files.createDirectories(folder)
                .resolve(name + "-" + ProcessHandle.current().pid() + "-" + plays);
    }

    private static Layout layout(Scenario scenario) {
        var cluster = scenario.cluster();
        return new Layout(
                ZOOKEEPERS,
                cluster.masters().count(),
                cluster.masters().flags(),
                cluster.agents().stream().map(ContainerWorld::agent).toList(),
                scenario.appmaster().options());
    }

    private static Layout.Agent agent(Cluster.Agent agent) {
        return new Layout.Agent(agent.resources(), agent.attributes());
    }
}
