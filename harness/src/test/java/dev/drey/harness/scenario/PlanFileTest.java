/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.simulator.fault.MixedPlan;
import dev.drey.simulator.world.Choices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlanFileTest {
    private static final String HEAD = """
            name: n
            cluster: { agents: 1, resources: 'cpus:4;mem:8192' }
            worker: { cpus: 1, mem: 64, ports: 0 }
            end: 60s
            """;

    @Test
    void readsWhatItWrites() {
        for (long seed = 1; seed <= 50; seed++) {
            var plan = MixedPlan.draw(Choices.ofSeed(seed));

            var read = PlanFile.parse("f", PlanFile.write("it's a plan", plan));

            assertThat(read).as("seed %s", seed).isEqualTo(plan);
        }
    }

    @Test
    void namesTheFaultsThereAre() {
        assertThatThrownBy(() -> PlanFile.parse("f", HEAD + "steps: [ { at: 1s, fault: master.fallover, for: 1s } ]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("f.steps[0].fault: no fault 'master.fallover'")
                .hasMessageContaining("master.failover");
    }

    @Test
    void wantsRatesInPercent() {
        assertThatThrownBy(
                        () -> PlanFile.parse("f", HEAD + "steps: [ { at: 1s, fault: link.drop, rate: 0.5, for: 1s } ]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("expected a rate such as 5%");
    }
}
