/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.master.allocator.FrameworkProfile;
import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.resources.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/**
 * What a master shows to operators at one moment.
 *
 * @param recoveredAgents admitted before a master failover and not yet back
 * @param weights of the roles that have one
 * @param metrics counters and gauges by their Mesos names, for instance {@code master/tasks_running}; sorted
 */
public record MasterView(
        MasterInfo info,
        Instant started,
        Instant elected,
        List<Agent> agents,
        List<AgentInfo> recoveredAgents,
        List<Framework> frameworks,
        List<Framework> completedFrameworks,
        SortedMap<String, Double> weights,
        List<QuotaConfig> quotas,
        Map<String, Double> metrics) {

    /**
     * An agent.
     *
     * @param pid {@code slave(1)@ip:port}
     */
    public record Agent(
            AgentInfo info,
            String pid,
            AgentSoftware software,
            boolean connected,
            boolean active,
            boolean deactivated,
            Instant registered,
            Optional<Instant> reregistered,
            List<Resource> total,
            List<Resource> used,
            List<Resource> offered,
            Optional<DrainInfo> drain,
            Optional<Instant> drainStarted) {}

    /** A framework, with all the master still remembers of its tasks. */
    public record Framework(
            FrameworkInfo info,
            boolean active,
            boolean connected,
            boolean recovered,
            Instant registered,
            Optional<Instant> reregistered,
            Optional<Instant> unregistered,
            List<Task> tasks,
            List<Task> unreachableTasks,
            List<Task> completedTasks,
            List<Executor> executors,
            List<Operation> operations,
            List<Offer> offers,
            List<InverseOffer> inverseOffers,
            OfferConstraints constraints,
            List<Resource> used,
            List<Resource> offered) {

        /** The roles it subscribed to, and those it left but still has something in. */
        public SortedSet<String> trackedRoles() {
            var roles = new TreeSet<>(FrameworkProfile.rolesOf(info));
            roles.addAll(Resources.of(used).allocationRoles());
            roles.addAll(Resources.of(offered).allocationRoles());
            return roles;
        }
    }

    /** A custom or default executor. */
    public record Executor(AgentID agent, ExecutorInfo info) {}

    /** An offer operation that is not both ended and acknowledged. */
    public record Operation(
            FrameworkID framework, AgentID agent, ByteString uuid, Offer.Operation info, OperationStatus status) {}

    /** A task. {@code statuses} are the updates the master saw, oldest first, one per state. */
    public record Task(
            FrameworkID framework, AgentID agent, TaskInfo info, TaskState state, List<TaskStatus> statuses) {}
}
