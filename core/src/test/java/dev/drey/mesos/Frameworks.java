/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.scheduler.FrameworkSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of a framework for tests. */
public final class Frameworks {
    private Frameworks() {}

    public static FrameworkSettings settings(Set<String> roles, Set<String> capabilities) {
        return new FrameworkSettings(
                "test",
                "me",
                roles,
                Duration.ofMinutes(10),
                true,
                "host",
                Optional.of("http://ui"),
                Optional.of("ops"),
                capabilities,
                Map.of("team", "blue"));
    }
}
