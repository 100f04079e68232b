/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.SchedulerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plan for a thousand agents can still be read by a person. */
@Tag("unit")
class ManyAgentsTest {
    private static final SchedulerSettings SETTINGS = SchedulerSettings.of(
            new FrameworkSettings(
                    "f",
                    "u",
                    Set.of("flink"),
                    Duration.ZERO,
                    true,
                    "h",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Map.of()),
            "w");

    @Test
    void agentsThatAreAlikeStandTogether() throws Exception {
        var plan = Plans.plan(thousand().sums(), 3, Map.of("mesos.constraints.rules", "rack:IS:none or cpu:IS:z"));
        var text = PlanText.of(plan, SETTINGS);

        assertThat(plan.placed()).isEmpty();
        assertThat(text.lines()).hasSizeLessThan(40).allMatch(line -> line.length() < 140);
        assertThat(text).contains("500 of 1000 agents: host-00001, host-00003, host-00005 and 497 more");
    }

    @Test
    void eachWorkerHasALineOfItsOwn() throws Exception {
        var plan = Plans.plan(thousand().full(), 800, Map.of("mesos.placement.policy", "SPREAD"));
        var text = PlanText.of(plan, SETTINGS);

        assertThat(plan.isComplete()).isTrue();
        assertThat(text).startsWith("800 of 800 workers placed on 500 of 1000 agents");
        assertThat(text.lines().filter(line -> line.matches("\\d+ +host-.*"))).hasSize(800);
        assertThat(PlanJson.of(plan).path("agents")).hasSize(1000);
    }

    /* Of every two agents one has room for two workers, the other for none. */
    private static GeneratedState thousand() {
        var state = new GeneratedState();
        for (var i = 0; i < 1000; i++) {
            state.add(new GeneratedState.Made("r" + i % 20, i % 2 == 0 ? 8 : 3, 0, 0, i % 2 == 0 ? 4 : 2, 4));
        }
        return state;
    }
}
