/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who the framework is, as the configuration asks for it (mesos.proto: FrameworkInfo).
 *
 * @param user the Unix user of the workers; empty for the user of this process
 * @param roles the roles to subscribe with; {@code *} is the role of unreserved resources only
 * @param failoverTimeout how long the master keeps the workers after the scheduler vanished
 * @param principal the principal to register with, if the master asks for one (its secret stays in the shell)
 * @param capabilities names of FrameworkInfo.Capability types
 */
public record FrameworkSettings(
        String name,
        String user,
        Set<String> roles,
        Duration failoverTimeout,
        boolean checkpoint,
        String hostname,
        Optional<String> webuiUrl,
        Optional<String> principal,
        Set<String> capabilities,
        Map<String, String> labels) {
    public FrameworkSettings {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a framework needs at least one role; '*' is the one for all");
        }
    }
}
