/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.junit.Simulate;
import dev.drey.simulator.simulation.Result;
import java.time.Duration;

/** Each seed draws a plan of five minutes with faults of all kinds, and fifteen minutes to recover from them. */
class SmallFrameworkTest {
    @Simulate(framework = SmallFramework.class, seeds = "1..40")
    void keepsItsPromises(Result result) {
        assertThat(result.time()).isEqualTo(Duration.ofMinutes(20));
        assertThat(result.trace().lines()).anyMatch(line -> line.contains(" RUNNING"));
    }
}
