/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.simulator.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;

/** What containers have no means for. */
final class Playability {
    private static final String SIZE = "taskmanager.memory.process.size";
    private static final long LEAST_MEBIBYTES = 512;

    private Playability() {}

    /** Why a scenario cannot be played in containers, if so. */
    static Optional<String> problem(Scenario scenario) {
        return Stream.of(
                        targets(scenario),
                        cluster(scenario.cluster()),
                        worker(scenario),
                        chaos(scenario),
                        faults(scenario))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> targets(Scenario scenario) {
        return scenario.targets().contains(Scenario.Target.CONTAINERS)
                ? Optional.empty()
                : Optional.of("containers are not among the targets of the scenario");
    }

    private static Optional<String> cluster(Cluster cluster) {
        if (!cluster.neighbours().isEmpty() || !cluster.quotas().isEmpty()) {
            return Optional.of("the containers have no other frameworks and no quota");
        }
        boolean special = cluster.agents().stream()
                .anyMatch(
                        agent -> !agent.domain().isEmpty() || agent.resources().contains("gpus"));
        return special ? Optional.of("the agents in containers have no GPUs and no fault domains") : Optional.empty();
    }

    private static Optional<String> worker(Scenario scenario) {
        String size = scenario.appmaster().options().get(SIZE);
        return size != null && MemorySize.parse(size).getMebiBytes() < LEAST_MEBIBYTES
                ? Optional.of("a TaskManager needs more memory than " + size + ": at least " + LEAST_MEBIBYTES + "m")
                : Optional.empty();
    }

    private static Optional<String> chaos(Scenario scenario) {
        return scenario.background().chaos().isPresent()
                ? Optional.of("chaos drawn from a seed is for the simulator")
                : Optional.empty();
    }

    private static Optional<String> faults(Scenario scenario) {
        Stream<Fault> inSteps = scenario.steps().stream()
                .map(Step::action)
                .map(action -> action instanceof Step.Break broken ? broken.faults() : List.<Fault>of())
                .flatMap(List::stream);
        return Stream.concat(scenario.background().faults().stream(), inSteps)
                .flatMap(fault -> FaultDriver.problem(fault).stream())
                .findFirst();
    }
}
