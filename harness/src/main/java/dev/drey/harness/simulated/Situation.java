/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Condition;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Gauges;

/** A condition of a scenario as a plan waits for it. */
record Situation(Condition condition) implements Plan.Trigger {
    @Override
    public boolean holds(Gauges gauges) {
        return condition.holds(new GaugeReadings(gauges));
    }

    @Override
    public String explain(Gauges gauges) {
        return condition.explain(new GaugeReadings(gauges));
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
