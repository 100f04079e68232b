/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.resources.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** What may change of an agent that keeps its id: the flag {@code --reconfiguration_policy}. */
public enum Reconfiguration {
    /** Nothing. The default. */
    EQUAL {
        @Override
        public Optional<String> problem(AgentInfo before, AgentInfo after) {
            return sameHost(before, after).or(() -> {
                if (!Resources.of(before.getResourcesList()).equals(Resources.of(after.getResourcesList()))) {
                    return Optional.of("other resources");
                }
                if (!before.getAttributesList().equals(after.getAttributesList())) {
                    return Optional.of("other attributes");
                }
                return before.getDomain().equals(after.getDomain()) ? Optional.empty() : Optional.of("another domain");
            });
        }
    },
    /** Resources and attributes may be added, and a domain if there was none. */
    ADDITIVE {
        @Override
        public Optional<String> problem(AgentInfo before, AgentInfo after) {
            return sameHost(before, after).or(() -> {
                if (!Resources.of(after.getResourcesList()).contains(Resources.of(before.getResourcesList()))) {
                    return Optional.of("less resources");
                }
                if (!after.getAttributesList().containsAll(before.getAttributesList())) {
                    return Optional.of("other attributes");
                }
                boolean placed = !before.hasDomain() || before.getDomain().equals(after.getDomain());
                return placed ? Optional.empty() : Optional.of("another domain");
            });
        }
    };

    /** What has changed that may not change, if so. */
    public abstract Optional<String> problem(AgentInfo before, AgentInfo after);

    private static Optional<String> sameHost(AgentInfo before, AgentInfo after) {
        if (!before.getHostname().equals(after.getHostname())) {
            return Optional.of("another host name");
        }
        return before.getPort() == after.getPort() ? Optional.empty() : Optional.of("another port");
    }
}
