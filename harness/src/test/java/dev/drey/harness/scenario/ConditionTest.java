/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks(STAGING) >= 2",
                "workers(RUNNING, rack:a) == 4 and launches <= 9",
                "reconciled",
                "offers-held == 0 and reconciled",
                "used(gpus) > 1.5",
                "max-per(rack) < 3"
            })
    void readsWhatItWrites(String text) {
        assertThat(Condition.parse(text)).hasToString(text);
    }

    @Test
    void comparesMeasures() {
        var readings = readings(Map.of("tasks(RUNNING)", 3.0, "reconciled", 1.0));

        assertThat(Condition.parse("tasks(RUNNING) == 3 and reconciled").holds(readings))
                .isTrue();
        assertThat(Condition.parse("tasks(RUNNING) > 3").holds(readings)).isFalse();
        assertThat(Condition.parse("tasks(RUNNING) > 3 and launches >= 1").explain(readings))
                .isEqualTo("tasks(RUNNING) is 3, launches is 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            task(RUNNING) == 1      | 0  | no measure 'task'; did you mean 'tasks'?
            tasks(RUNING) == 1      | 5  | no task state 'RUNING'; did you mean 'RUNNING'?
            tasks == 1              | 5  | expected tasks(STATE) or tasks(STATE, attribute:value)
            tasks(RUNNING) = 1      | 14 | expected one of == != >= <= > < after tasks(RUNNING)
            tasks(RUNNING) == many  | 17 | expected a number after ==
            launches == 1 or kills  | 13 | expected 'and' or the end
            workers(RUNNING, a) > 1 | 7  | expected a place such as rack:a or agent:1 instead of 'a'
            """)
    void saysWhereItGoesWrong(String text, int position, String message) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOfSatisfying(
                        ConditionException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessage(message);
    }

    private static Readings readings(Map<String, Double> values) {
        return measure -> values.getOrDefault(measure.toString(), 0.0);
    }
}
