/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Report;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.World;
import dev.drey.simulator.world.Choices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Plays a scenario in virtual time: the scheduler core on a simulated Mesos, in one thread, judged by all oracles. */
public final class SimulatedWorld implements World {
    static final String NAME = "simulator";

    private final Path folder;

    /**
     * @param folder where what is known of broken runs is put
     */
    public SimulatedWorld(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> cannotPlay(Scenario scenario) {
        return scenario.targets().contains(Scenario.Target.SIMULATOR)
                ? MasterFlags.problem(scenario.cluster().masters().flags())
                : Optional.of("it is not among the targets of the scenario");
    }

    /** The same scenario and seed always give the same report. */
    @Override
    public Report play(Scenario scenario, long seed) throws IOException {
        var played = Stage.of(scenario).play(Choices.ofSeed(seed));
        if (played.isGood()) {
            return played.report(seed, Optional.empty());
        }
        var files = new FailureFolder(folder, new Campaign.SeedResult(seed, played, false));
        files.write();
        return played.report(seed, Optional.of(files.path()));
    }
}
