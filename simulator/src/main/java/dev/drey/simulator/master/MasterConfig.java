/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.AllocatorConfig;
import dev.drey.simulator.master.allocator.MinimumAllocatable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * The flags of a master that matter to a model of it, with the defaults of Mesos 1.11.
 *
 * @param id the id the master gives itself; drawn by chance if there is none
 * @param authenticateFrameworks whether schedulers must authenticate; the transport checks the credentials
 * @param agentRemovalSpacing silent agents are removed with at least this between them; empty for no limit
 * @param roles the roles that may be used; empty for all
 * @param acls who may do what
 */
public record MasterConfig(
        Optional<String> id,
        String hostname,
        String ip,
        int port,
        String version,
        AllocatorConfig allocator,
        Optional<Duration> offerTimeout,
        Duration agentPingTimeout,
        int maxAgentPingTimeouts,
        Duration agentReregisterTimeout,
        Optional<Duration> agentRemovalSpacing,
        boolean authenticateFrameworks,
        boolean rootSubmissions,
        Optional<Set<String>> roles,
        Acls acls,
        int maxCompletedFrameworks,
        int maxCompletedTasksPerFramework,
        int maxUnreachableTasksPerFramework,
        RegistryGc registryGc) {

    public static final MasterConfig DEFAULT = builder().build();

    public static Builder builder() {
        return new Builder();
    }

    /**
     * When agents that are unreachable or gone are forgotten.
     *
     * @param maxAge of an entry
     * @param maxCount how many of each kind are kept
     */
    public record RegistryGc(Duration interval, Duration maxAge, int maxCount) {
        public static final RegistryGc DEFAULT =
                new RegistryGc(Duration.ofMinutes(15), Duration.ofDays(14), 100 * 1024);
    }

    /** Names each flag that is to differ from its default. */
    public static final class Builder {
        private Optional<String> id = Optional.empty();
        private String hostname = "localhost";
        private String ip = "127.0.0.1";
        private int port = 5050;
        private String version = "1.11.0";
        private Duration allocationInterval = Duration.ofSeconds(1);
        private MinimumAllocatable minAllocatable = MinimumAllocatable.DEFAULT;
        private Map<String, Double> weights = Map.of();
        private boolean filterGpuResources = true;
        private Set<String> fairSharingExcluded = Set.of();
        private Optional<Set<String>> whitelist = Optional.empty();
        private Optional<DomainInfo> domain = Optional.empty();
        private Optional<Duration> offerTimeout = Optional.empty();
        private Duration agentPingTimeout = Duration.ofSeconds(15);
        private int maxAgentPingTimeouts = 5;
        private Duration agentReregisterTimeout = Duration.ofMinutes(10);
        private Optional<Duration> agentRemovalSpacing = Optional.empty();
        private boolean authenticateFrameworks;
        private boolean rootSubmissions = true;
        private Optional<Set<String>> roles = Optional.empty();
        private Acls acls = Acls.OPEN;
        private int maxCompletedFrameworks = 50;
        private int maxCompletedTasksPerFramework = 1000;
        private int maxUnreachableTasksPerFramework = 1000;
        private RegistryGc registryGc = RegistryGc.DEFAULT;

        private Builder() {}

        public Builder id(String value) {
            id = Optional.of(value);
            return this;
        }

        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        public Builder ip(String value) {
            ip = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        public Builder allocationInterval(Duration value) {
            allocationInterval = value;
            return this;
        }

        public Builder minAllocatable(MinimumAllocatable value) {
            minAllocatable = value;
            return this;
        }

        public Builder weights(Map<String, Double> value) {
            weights = value;
            return this;
        }

        public Builder filterGpuResources(boolean value) {
            filterGpuResources = value;
            return this;
        }

        public Builder fairSharingExcluded(Set<String> value) {
            fairSharingExcluded = value;
            return this;
        }

        /** Host names of the agents that may be offered. */
        public Builder whitelist(Set<String> value) {
            whitelist = Optional.of(value);
            return this;
        }

        public Builder domain(DomainInfo value) {
            domain = Optional.of(value);
            return this;
        }

        public Builder offerTimeout(Duration value) {
            offerTimeout = Optional.of(value);
            return this;
        }

        public Builder agentPingTimeout(Duration value) {
            agentPingTimeout = value;
            return this;
        }

        public Builder maxAgentPingTimeouts(int value) {
            maxAgentPingTimeouts = value;
            return this;
        }

        public Builder agentReregisterTimeout(Duration value) {
            agentReregisterTimeout = value;
            return this;
        }

        /** At most {@code agents} silent agents are removed in {@code period}, evenly spaced. */
        public Builder agentRemovalRateLimit(int agents, Duration period) {
            agentRemovalSpacing = Optional.of(period.dividedBy(agents));
            return this;
        }

        public Builder authenticateFrameworks(boolean value) {
            authenticateFrameworks = value;
            return this;
        }

        public Builder rootSubmissions(boolean value) {
            rootSubmissions = value;
            return this;
        }

        public Builder roles(Set<String> value) {
            roles = Optional.of(value);
            return this;
        }

        public Builder acls(Acls value) {
            acls = value;
            return this;
        }

        public Builder maxCompletedFrameworks(int value) {
            maxCompletedFrameworks = value;
            return this;
        }

        public Builder maxCompletedTasksPerFramework(int value) {
            maxCompletedTasksPerFramework = value;
            return this;
        }

        public Builder maxUnreachableTasksPerFramework(int value) {
            maxUnreachableTasksPerFramework = value;
            return this;
        }

        public Builder registryGc(RegistryGc value) {
            registryGc = value;
            return this;
        }

        public MasterConfig build() {
            return new MasterConfig(
                    id,
                    hostname,
                    ip,
                    port,
                    version,
                    new AllocatorConfig(
                            allocationInterval,
                            minAllocatable,
                            weights,
                            filterGpuResources,
                            fairSharingExcluded,
                            whitelist,
                            domain),
                    offerTimeout,
                    agentPingTimeout,
                    maxAgentPingTimeouts,
                    agentReregisterTimeout,
                    agentRemovalSpacing,
                    authenticateFrameworks,
                    rootSubmissions,
                    roles,
                    acls,
                    maxCompletedFrameworks,
                    maxCompletedTasksPerFramework,
                    maxUnreachableTasksPerFramework,
                    registryGc);
        }
    }
}
