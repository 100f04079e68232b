/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.fault.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark measures what it says: all workers run, and as many fail as shall. */
@Tag("sim")
class VirtualDayTest {
    @Test
    void aHourOfASmallCluster() {
        var result = new VirtualDay(48, Duration.ofHours(1)).play();

        assertThat(result.violation()).isEmpty();
        assertThat(result.faults()).containsEntry(FaultKind.TASK_FAIL.toString(), 4);
        assertThat(result.trace().lines())
                .filteredOn(line -> line.contains("UPDATE w") && line.contains(" RUNNING"))
                .hasSize(96 + 4);
    }
}
