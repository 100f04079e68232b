/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HostAttributeFilterTest {
    private static final Attribute RACK_1 = new Attribute("rack", new Attribute.Text("r1"));

    private final List<Input> passed = new ArrayList<>();

    @Test
    void passesOffersOfFittingAgentsAndDeclinesTheOthers() {
        var fitting = offer("o-1", "host-1", RACK_1);
        var other = offer("o-2", "host-2", new Attribute("rack", new Attribute.Text("r2")));

        var effects = step("rack:r1", fitting, other);

        assertThat(passed).containsExactly(new Input.Offers(List.of(fitting)));
        assertThat(effects)
                .containsExactly(
                        new Effect.Send(new Call.Decline(List.of(new OfferId("o-2")), Duration.ofMinutes(1))),
                        new Effect.Explain(
                                "mesos.constraints.hard.hostattribute",
                                "offers of host-2 were declined: not all of [rack:r1] hold there"));
    }

    @Test
    void comparesTheHostNameOfTheAgent() {
        step("HOSTNAME:host-1", offer("o-1", "host-1"), offer("o-2", "host-2"));

        assertThat(passed).containsExactly(new Input.Offers(List.of(offer("o-1", "host-1"))));
    }

    @Test
    void allConstraintsMustHold() {
        step("rack:r1,HOSTNAME:host-2", offer("o-1", "host-1", RACK_1));

        assertThat(passed).containsExactly(new Input.Offers(List.of()));
    }

    @Test
    void onlyTextAttributesCanMatch() {
        step("rack:1", offer("o-1", "host-1", new Attribute("rack", new Attribute.Number(Amount.of(1)))));

        assertThat(passed).containsExactly(new Input.Offers(List.of()));
    }

    @Test
    void passesEverythingElseUnchanged() {
        var filter = new HostAttributeFilter(List.of(), this::schedule);

        filter.step(Instant.EPOCH, new Input.Heartbeat());

        assertThat(passed).containsExactly(new Input.Heartbeat());
    }

    private List<Effect> step(String constraints, Offer... offers) {
        var parsed = new ArrayList<HostAttribute>();
        for (var constraint : constraints.split(",")) {
            var parts = constraint.split(":");
            parsed.add(new HostAttribute(parts[0], parts[1]));
        }
        return new HostAttributeFilter(parsed, this::schedule).step(Instant.EPOCH, new Input.Offers(List.of(offers)));
    }

    private List<Effect> schedule(Instant now, Input input) {
        passed.add(input);
        return List.of();
    }

    private static Offer offer(String id, String host, Attribute... attributes) {
        return new Offer(
                new OfferId(id),
                new AgentId("agent-of-" + host),
                host,
                "*",
                List.of(),
                List.of(attributes),
                Optional.empty(),
                Optional.empty());
    }
}
