/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.master.MasterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flags of {@code mesos-master} as far as they concern a simulated one. */
final class MasterFlags {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|secs|mins|hrs|days)");
    private static final List<String> KNOWN = List.of(
            "agent_ping_timeout",
            "agent_reregister_timeout",
            "allocation_interval",
            "max_agent_ping_timeouts",
            "offer_timeout");

    private MasterFlags() {}

    /** What is wrong with them, if anything is. */
    static Optional<String> problem(Map<String, String> flags) {
        return flags.entrySet().stream()
                .flatMap(flag -> problem(flag.getKey(), flag.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> problem(String name, String value) {
        if (!KNOWN.contains(name)) {
            return Optional.of("the simulator has no master flag " + name + "; it has " + String.join(", ", KNOWN));
        }
        boolean isGood = name.equals("max_agent_ping_timeouts")
                ? value.matches("\\d{1,6}")
                : DURATION.matcher(value).matches();
        return isGood
                ? Optional.empty()
                : Optional.of("the master flag " + name + " cannot be '" + value + "'; durations are like 15secs");
    }

    static MasterConfig config(Map<String, String> flags) {
        var config = MasterConfig.builder();
        flags.forEach((name, value) -> set(config, name, value));
        return config.build();
    }

    private static void set(MasterConfig.Builder config, String name, String value) {
        switch (name) {
            case "agent_ping_timeout" -> config.agentPingTimeout(duration(value));
            case "agent_reregister_timeout" -> config.agentReregisterTimeout(duration(value));
            case "allocation_interval" -> config.allocationInterval(duration(value));
            case "max_agent_ping_timeouts" -> config.maxAgentPingTimeouts(Integer.parseInt(value));
            case "offer_timeout" -> config.offerTimeout(duration(value));
            default -> throw new IllegalArgumentException("no flag " + name);
        }
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        long unit =
                switch (parts.group(2)) {
                    case "ms" -> 1;
                    case "secs" -> 1_000;
                    case "mins" -> 60_000;
                    case "hrs" -> 3_600_000;
                    default -> 86_400_000;
                };
        return Duration.ofMillis(Math.round(Double.parseDouble(parts.group(1)) * unit));
    }
}
