/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import dev.drey.simulator.fault.FaultKind.Parameter;
import java.time.Duration;
import java.util.Locale;

/**
 * One thing that goes wrong. What its kind has no use for is zero.
 *
 * @param agent which agent, from 0
 * @param time how long; see {@link Parameter#TIME}
 * @param rate how often, from 0 to 1
 */
public record Fault(FaultKind kind, int agent, Duration time, double rate, CrashPoint point) {
    public Fault {
        if (agent < 0 || time.isNegative() || rate < 0 || rate > 1) {
            throw new IllegalArgumentException(
                    "impossible fault: " + kind + " agent=" + agent + " time=" + time + " rate=" + rate);
        }
    }

    public static Fault of(FaultKind kind) {
        return new Fault(kind, 0, Duration.ZERO, 0, CrashPoint.NOW);
    }

    public Fault on(int chosenAgent) {
        return new Fault(kind, chosenAgent, time, rate, point);
    }

    public Fault lasting(Duration duration) {
        return new Fault(kind, agent, duration, rate, point);
    }

    public Fault at(double chosenRate) {
        return new Fault(kind, agent, time, chosenRate, point);
    }

    public Fault at(CrashPoint chosenPoint) {
        return new Fault(kind, agent, time, rate, chosenPoint);
    }

    /** Its name and what is said of it, for instance {@code agent.partition agent=1 for=90s}. */
    @Override
    public String toString() {
        var text = new StringBuilder(kind.toString());
        if (kind.has(Parameter.AGENT)) {
            text.append(" agent=").append(agent);
        }
        if (kind.has(Parameter.POINT)) {
            text.append(" point=").append(point);
        }
        if (kind.has(Parameter.RATE)) {
            text.append(String.format(Locale.ROOT, " rate=%.0f%%", rate * 100));
        }
        if (kind.has(Parameter.TIME)) {
            text.append(" for=").append(time.toMillis()).append("ms");
        }
        return text.toString();
    }
}
