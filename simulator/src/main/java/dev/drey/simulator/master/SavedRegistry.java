/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** A {@link Registry} as plain data. */
public record SavedRegistry(
        List<AgentInfo> admitted,
        List<Departed> unreachable,
        List<Departed> gone,
        List<Weight> weights,
        List<QuotaConfig> quotas,
        Schedule schedule,
        List<MachineID> down,
        List<Retired> outOfService) {

    /** An agent that is unreachable or gone since then. */
    public record Departed(String agent, Instant since) {}

    /** The weight of a role. */
    public record Weight(String role, double weight) {}

    /** An agent out of service; both are present if it is, or was, drained. */
    public record Retired(String agent, Optional<DrainInfo> drain, Optional<Instant> started) {}
}
