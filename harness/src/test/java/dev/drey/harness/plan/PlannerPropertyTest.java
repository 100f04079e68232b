/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.plan.GeneratedState.Made;
import dev.drey.model.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** No plan takes more of an agent than is free there, or what is not for its role; and it places what fits. */
@Tag("unit")
class PlannerPropertyTest {
    private static final String RULES = "mesos.constraints.rules";

    @Property(tries = 200)
    void noAgentIsOverused(
            @ForAll("agents") List<Made> agents,
            @ForAll @IntRange(min = 1, max = 30) int workers,
            @ForAll("policies") String policy,
            @ForAll boolean isFull)
            throws Exception {
        var plan = plan(agents, workers, isFull, Map.of("mesos.placement.policy", policy));

        Map<String, Double> cpus = new HashMap<>();
        Map<String, HashSet<Integer>> ports = new HashMap<>();
        for (var placed : plan.placed()) {
            assertThat(amount("cpus", placed)).isEqualTo(2);
            assertThat(amount("mem", placed)).isEqualTo(1500);
            assertThat(placed.ports()).hasSize(2);
            cpus.merge(placed.agent(), amount("cpus", placed), Double::sum);
            placed.ports().forEach(port -> assertThat(ports.computeIfAbsent(placed.agent(), key -> new HashSet<>())
                            .add(port))
                    .as("port %s of %s is taken once", port, placed.agent())
                    .isTrue());
        }
        for (var i = 0; i < agents.size(); i++) {
            var agent = agents.get(i);
            var id = GeneratedState.id(i);
            var free = agent.cpus() - agent.used() + agent.reserved();
            assertThat(cpus.getOrDefault(id, 0.0)).isLessThanOrEqualTo(free);
            assertThat(ports.getOrDefault(id, new HashSet<>()))
                    .allMatch(port -> port >= GeneratedState.FIRST_PORT + agent.portsUsed()
                            && port < GeneratedState.FIRST_PORT + GeneratedState.PORTS);
        }
        assertThat(plan.placed().stream().flatMap(placed -> placed.resources().stream()))
                .noneMatch(resource -> resource.isReserved()
                        && resource.reservations().get(0).role().equals("kafka"));
    }

    @Property(tries = 100)
    void whatIsLeftAndWhatIsTakenIsWhatWasFree(
            @ForAll("agents") List<Made> agents, @ForAll @IntRange(min = 1, max = 30) int workers) throws Exception {
        var plan = plan(agents, workers, true, Map.of());

        for (var agent : plan.agents()) {
            var taken = plan.placed().stream()
                    .filter(placed -> placed.agent().equals(agent.agent()))
                    .mapToDouble(placed -> amount("cpus", placed))
                    .sum();
            assertThat(sum("cpus", agent.left()) + taken).isEqualTo(sum("cpus", agent.free()));
            assertThat(ResourceText.ports(agent.left()) + 2L * agent.workers())
                    .isEqualTo(ResourceText.ports(agent.free()));
        }
    }

    @Property(tries = 100)
    void withoutRulesAsManyArePlacedAsFit(
            @ForAll("agents") List<Made> agents, @ForAll @IntRange(min = 1, max = 30) int workers) throws Exception {
        var plan = plan(agents, workers, true, Map.of());

        var room = agents.stream()
                .mapToInt(agent -> Math.min(
                        (agent.cpus() - agent.used() + agent.reserved()) / 2,
                        (GeneratedState.PORTS - agent.portsUsed()) / 2))
                .sum();
        assertThat(plan.placed()).hasSize(Math.min(workers, room));
        assertThat(plan.isComplete()).isEqualTo(room >= workers);
        assertThat(plan.why().isPresent()).isEqualTo(room < workers);
    }

    @Property(tries = 100)
    void rulesHold(@ForAll("agents") List<Made> agents, @ForAll @IntRange(min = 1, max = 30) int workers)
            throws Exception {
        var plan = plan(agents, workers, true, Map.of(RULES, "rack:MAX_PER:2; hostname:UNIQUE"));

        Map<String, Integer> racks = new HashMap<>();
        for (var placed : plan.placed()) {
            var agent = agents.get(Integer.parseInt(placed.agent()));
            racks.merge(agent.rack(), 1, Integer::sum);
        }
        assertThat(racks.values()).allMatch(count -> count <= 2);
        assertThat(plan.agents()).allMatch(agent -> agent.workers() <= 1);
    }

    /* Only what is not reserved is in use here, and its users have no role of their own: nothing is left to guess. */
    @Property(tries = 100)
    void bothFormsOfADumpSayTheSame(
            @ForAll("agents") List<Made> agents, @ForAll @IntRange(min = 1, max = 30) int workers) throws Exception {
        var full = plan(agents, workers, true, Map.of());
        var sums = plan(agents, workers, false, Map.of());

        assertThat(sums.placed()).isEqualTo(full.placed());
        assertThat(sums.why()).isEqualTo(full.why());
    }

    @Provide
    Arbitrary<List<Made>> agents() {
        var amounts = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.of("r1", "r2", "r3"),
                        amounts,
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 4),
                        amounts,
                        Arbitraries.integers().between(0, GeneratedState.PORTS))
                .as((rack, cpus, reserved, others, used, ports) ->
                        new Made(rack, cpus, reserved, others, Math.min(used, cpus), ports))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.of("FIRST_FIT", "BIN_PACK", "SPREAD");
    }

    private static PlacementPlan plan(List<Made> agents, int workers, boolean isFull, Map<String, String> options)
            throws Exception {
        var state = new GeneratedState();
        agents.forEach(state::add);
        return Plans.plan(isFull ? state.full() : state.sums(), workers, options);
    }

    private static double amount(String name, PlacementPlan.Placed placed) {
        return sum(name, placed.resources());
    }

    private static double sum(String name, List<Resource> resources) {
        return Optional.ofNullable(ResourceText.scalars(resources).get(name))
                .map(amount -> amount.units())
                .orElse(0.0);
    }
}
