/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ChoicesTest {
    @Test
    void recordsWhatWasChosenUnderItsName() {
        var choices = Choices.ofSeed(1);

        String agent = choices.fork("nemesis").pick("agent-to-kill", List.of("a", "b", "c"));

        assertThat(choices.recorded()).hasSize(1);
        var choice = choices.recorded().get(0);
        assertThat(choice.stream()).isEqualTo("/nemesis");
        assertThat(choice.label()).isEqualTo("agent-to-kill");
        assertThat(choice.bound()).isEqualTo(3);
        assertThat(List.of("a", "b", "c").get(choice.value())).isEqualTo(agent);
    }

    @Test
    void aPartDoesNotShiftTheChoicesOfAnother() {
        var alone = Choices.ofSeed(1).fork("b").below("x", 1000);
        var choices = Choices.ofSeed(1);

        choices.fork("a").below("x", 1000);

        assertThat(choices.fork("b").below("x", 1000)).isEqualTo(alone);
    }

    @Test
    void repeatsWhatWasRecordedByName() {
        var recorded = List.of(new Choice("", "x", 10, 7), new Choice("", "y", 10, 3), new Choice("", "x", 10, 2));

        var choices = Choices.replaying(1, recorded);

        assertThat(choices.below("y", 10)).isEqualTo(3);
        assertThat(choices.below("x", 10)).isEqualTo(7);
        assertThat(choices.below("x", 10)).isEqualTo(2);
    }

    @Test
    void takesTheSmallestValueForWhatWasNotRecordedAndTheLargestAllowedForWhatIsTooLarge() {
        var choices = Choices.replaying(1, List.of(new Choice("", "x", 10, 7)));

        assertThat(choices.below("x", 5)).isEqualTo(4);
        assertThat(choices.below("x", 10)).isZero();
        assertThat(choices.happens("never recorded", 0.99)).isFalse();
    }
}
