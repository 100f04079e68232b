/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AvoidedAgentsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final AvoidedAgents avoided = new AvoidedAgents();

    @Test
    void namesAFewAndCountsTheOthers() {
        for (var i = 0; i < 10_000; i++) {
            avoid("a-" + i, AvoidedAgents.Because.FAILURES);
        }

        assertThat(avoided.text())
                .isEqualTo("host-a-0 is away; host-a-1 is away; host-a-10 is away; and 9997 more agents are avoided");
        assertThat(avoided.groups()).singleElement().satisfies(group -> {
            assertThat(group.agents()).isEqualTo(10_000);
            assertThat(group.hosts()).hasSize(3);
        });
    }

    @Test
    void eachReasonIsAGroupOfItsOwn() {
        avoid("a-1", AvoidedAgents.Because.FAILURES);
        avoid("a-2", AvoidedAgents.Because.MAINTENANCE);

        assertThat(avoided.groups())
                .extracting(group -> group.conditions().get(0).name())
                .containsExactly("no failures in a row", "no maintenance to come");
        avoided.forget(NOW.plusSeconds(1));
        assertThat(avoided.isEmpty()).isTrue();
    }

    private void avoid(String agent, AvoidedAgents.Because because) {
        avoided.put(
                new AgentId(agent), new AvoidedAgents.Avoided("host-" + agent, because, NOW.plusSeconds(1), "is away"));
    }
}
