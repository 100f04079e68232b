/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Drey against what Netflix Fenzo 1.0.1 achieved on the workloads of the benchmark, as recorded there: its rounds are
 * checked to place these numbers ({@link Workload#check}), and its packing is what {@code PackingReport} prints.
 */
@Tag("unit")
class NeverFewerThanFenzoTest {
    @ParameterizedTest
    @CsvSource({
        "100x100, FIRST, 100",
        "100x100, BINPACK, 100",
        "100x100, RACK_EQ, 100",
        "100x100, RACK_SET, 100",
        "100x100, UNIQUE, 100",
        "1000x100, FIRST, 100",
        "1000x100, BINPACK, 100",
        "1000x100, RACK_EQ, 100",
        "1000x100, RACK_SET, 100",
        "1000x100, UNIQUE, 100",
        "1000x1000, FIRST, 1000",
        "1000x1000, BINPACK, 1000",
        "1000x1000, RACK_EQ, 1000",
        "1000x1000, RACK_SET, 1000",
        "1000x1000, UNIQUE, 1000",
        "1000x8000, FIRST, 8000",
        "1000x8000, BINPACK, 8000",
        "1000x8000, RACK_EQ, 8000",
        "1000x8000, RACK_SET, 2000",
        "10000x1000, FIRST, 1000",
        "10000x1000, BINPACK, 1000",
        "10000x1000, RACK_EQ, 1000",
        "10000x1000, RACK_SET, 1000",
        "10000x10000, FIRST, 10000",
        "10000x10000, BINPACK, 10000",
        "10000x10000, RACK_EQ, 10000",
        "10000x10000, RACK_SET, 10000"
    })
    void placesAsManyWorkersAsFenzo(String size, Workload.Rules rules, int fenzo) {
        var drey = new DreyMatcher(Workload.of(size, rules));

        var matching = drey.round();

        drey.check(matching);
        assertThat(matching.placements()).hasSizeGreaterThanOrEqualTo(fenzo);
    }

    @ParameterizedTest
    @CsvSource({"1000x8000, 1000", "10000x1000, 1000", "10000x10000, 10000"})
    void placesOneWorkerOnEachHostWhereARoundOfFenzoTakesTooLong(String size, int hosts) {
        var drey = new DreyMatcher(Workload.of(size, Workload.Rules.UNIQUE));

        assertThat(drey.round().placements()).hasSize(hosts);
    }

    @ParameterizedTest
    @CsvSource({
        "250, 750, 134",
        "500, 1500, 222",
        "750, 2250, 363",
        "1000, 3000, 437",
        "1250, 3734, 505",
        "1500, 3734, 505"
    })
    void packsAtLeastAsWell(int each, int placedByFenzo, int openedByFenzo) {
        var drey = new MixedWorkload().drey(each);

        assertThat(drey.placed()).isGreaterThanOrEqualTo(placedByFenzo);
        assertThat(drey.opened()).isLessThanOrEqualTo(openedByFenzo);
    }
}
