/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each option is read, has its default, and has its effect on what Mesos is told; the rows are those of the page. */
@Tag("unit")
class EveryOptionTest {

    static Stream<OptionRow> rows() {
        return Stream.of(FrameworkRows.ALL, WorkerRows.ALL, SupervisionRows.ALL, LifeCycleRows.ALL)
                .flatMap(List::stream);
    }

    @Test
    void hasARowForEveryOption() {
        var tested = rows().map(OptionRow::key).collect(Collectors.toCollection(ArrayList::new));

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        MesosOptions.all().stream().map(MesosOption::key).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void byDefault(OptionRow row) throws Exception {
        assertThat(row.effectWith(Map.of())).isEqualTo(row.byDefault());
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("settings")
    void set(OptionRow row, String value) throws Exception {
        assertThat(row.effectWith(Map.of(row.key(), value))).isEqualTo(row.expected());
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrongValues")
    void refuses(OptionRow row, String value) {
        var options = new TreeMap<>(row.context());
        options.put(row.key(), value);

        assertThat(row.problems(options))
                .as("problems of %s=%s", row.key(), value)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo(row.key());
                    assertThat(problem.reason()).isNotEmpty();
                    assertThat(problem.remedy()).isNotEmpty();
                });
    }

    static Stream<Object[]> settings() {
        return rows().flatMap(row -> row.values().stream().map(value -> new Object[] {row, value}));
    }

    static Stream<Object[]> wrongValues() {
        return rows().flatMap(row -> row.wrong().stream().map(value -> new Object[] {row, value}));
    }
}
