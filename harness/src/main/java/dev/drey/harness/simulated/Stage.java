/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.flink.InvalidConfigException;
import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Scenario;
import dev.drey.simulator.fault.Nemesis;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choices;
import dev.drey.store.StoredState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/** A scenario that is ready to be played on the simulator, as often as one likes and by many threads at once. */
public final class Stage {
    /* Where things are does not matter in one JVM, but an appmaster does not start without. */
    private static final Map<String, String> ADDRESSES =
            Map.of("mesos.master", "master:5050", "jobmanager.rpc.address", "localhost");

    private final Scenario scenario;
    private final Plan plan;
    private final ConfiguredFleet fleet;
    private final Framework<StoredState> framework;

    private Stage(Scenario scenario, Plan plan, ConfiguredFleet fleet, Framework<StoredState> framework) {
        this.scenario = scenario;
        this.plan = plan;
        this.fleet = fleet;
        this.framework = framework;
    }

    /** With the appmaster's options read as in production; throws if they are not valid. */
    public static Stage of(Scenario scenario) {
        var fleet = read(scenario.appmaster().options());
        return new Stage(scenario, Plans.of(scenario, fleet.worker()), fleet, new AppmasterUnderTest(fleet));
    }

    /** Another scenario with the same appmaster, whose options are not read again. */
    Stage of(Scenario other, Plan itsPlan) {
        return new Stage(other, itsPlan, fleet, framework);
    }

    /** The same with another framework under test. */
    public Stage with(Framework<StoredState> other) {
        return new Stage(scenario, plan, fleet, other);
    }

    /** How the appmaster is configured. */
    public ConfiguredFleet fleet() {
        return fleet;
    }

    private static ConfiguredFleet read(Map<String, String> options) {
        var all = new TreeMap<>(ADDRESSES);
        all.putAll(options);
        try {
            return ConfiguredFleet.read(Configuration.fromMap(all));
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException("the options of the appmaster are not valid: " + e.getMessage(), e);
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    /** Plays it with the chaos that these choices draw. */
    public Performance play(Choices choices) {
        return play(withChaos(choices.fork("nemesis")), choices);
    }

    /** Plays another plan of the same scenario, for instance a smaller one. */
    public Performance play(Plan other, Choices choices) {
        var judge = new Judge(scenario.expectations());
        var result = Simulation.run(other, framework, choices, List.of(judge));
        return new Performance(
                scenario, result, judge.verdicts(result), judge.gauges().launches());
    }

    private Plan withChaos(Choices choices) {
        var chaos = scenario.background().chaos();
        return chaos.isEmpty() ? plan : disturbed(chaos.get(), choices);
    }

    private Plan disturbed(Background.Chaos chaos, Choices choices) {
        return new Nemesis(choices, chaos.kinds(), chaos.every()).disturb(plan);
    }
}
