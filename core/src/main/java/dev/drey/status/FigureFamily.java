/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Numbers of the status of which there is one for each profile or state: for Prometheus they have a label. Flink, whose
 * metrics are registered before the profiles are known, gets one for each state, and the sum over all profiles.
 */
public enum FigureFamily {
    /** By state of the scheduler; states in which there is no worker are 0. */
    STATE_WORKERS("state", "Known workers."),
    /** By profile. */
    DECLARED_WORKERS("profile", "Workers that Flink wants."),
    /** By profile. */
    PRESENT_WORKERS("profile", "Workers that are placed or live."),
    /** By profile. */
    WAITING_WORKERS("profile", "Workers still to be placed.");

    private final String label;
    private final String help;

    FigureFamily(String label, String help) {
        this.label = label;
        this.help = help;
    }

    /** What tells the numbers apart. */
    public String label() {
        return label;
    }

    /** What they tell. */
    public String help() {
        return help;
    }

    /** The name they have in common. */
    public String figure() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The numbers of a leader. */
    public Map<String, Long> of(FleetStatus.Leadership leader) {
        return switch (this) {
            case STATE_WORKERS -> leader.states();
            case DECLARED_WORKERS -> byProfile(leader, FleetStatus.Profile::declared);
            case PRESENT_WORKERS -> byProfile(leader, FleetStatus.Profile::present);
            case WAITING_WORKERS -> byProfile(leader, FleetStatus.Profile::waiting);
        };
    }

    private static Map<String, Long> byProfile(
            FleetStatus.Leadership leader, ToLongFunction<FleetStatus.Profile> value) {
        var counts = new LinkedHashMap<String, Long>();
        leader.profiles().forEach(profile -> counts.put(profile.name(), value.applyAsLong(profile)));
        return counts;
    }
}
