/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VirtualMachineCurrentState;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import com.netflix.fenzo.plugins.HostAttrValueConstraint;
import com.netflix.fenzo.plugins.UniqueHostAttrConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Netflix Fenzo on the workload. Timed is the scheduling and telling Fenzo that its assignments are final. */
final class FenzoMatcher {
    private final Workload workload;
    private final List<VirtualMachineLease> leases = new ArrayList<>();
    private final List<TaskRequest> requests = new ArrayList<>();
    private TaskScheduler scheduler;

    FenzoMatcher(Workload workload) {
        this.workload = workload;
        for (var agent = 0; agent < workload.agents(); agent++) {
            leases.add(lease(agent, "lease-" + agent));
        }
        var ids = new TreeSet<String>();
        for (var worker = 0; worker < workload.workers(); worker++) {
            ids.add("worker-" + worker);
        }
        for (var worker = 0; worker < workload.workers(); worker++) {
            requests.add(request("worker-" + worker, constraints(worker, ids)));
        }
    }

    static VirtualMachineLease lease(int agent, String id) {
        var room = new FenzoLease.Room(
                Workload.AGENT_CPUS, Workload.AGENT_MEM, Workload.FIRST_PORT, Workload.LAST_PORT);
        return new FenzoLease(id, Workload.host(agent), room, "r" + Workload.rack(agent));
    }

    static TaskRequest request(String id, List<ConstraintEvaluator> constraints) {
        return new FenzoRequest(id, Workload.WORKER_CPUS, Workload.WORKER_MEM, Workload.WORKER_PORTS, constraints);
    }

    private List<ConstraintEvaluator> constraints(int worker, Set<String> all) {
        return switch (workload.rules()) {
            case FIRST, BINPACK -> List.of();
            case RACK_EQ ->
                List.of(new HostAttrValueConstraint("rack", id -> "r" + worker % Workload.RACKS));
            case RACK_SET -> List.of(new CloseRacks());
            case UNIQUE -> List.of(new UniqueHostAttrConstraint(id -> all));
        };
    }

    /** The racks of RACK_SET; Fenzo ships nothing for a set of values. */
    private static final class CloseRacks implements ConstraintEvaluator {
        private static final Result HOLDS = new Result(true, "");
        private static final Result FAILS = new Result(false, "not one of the racks");

        @Override
        public String getName() {
            return "close racks";
        }

        @Override
        public Result evaluate(
                TaskRequest request,
                VirtualMachineCurrentState state,
                TaskTrackerState tracker) {
            var rack = state.getCurrAvailableResources()
                    .getAttributeMap()
                    .get("rack")
                    .getText()
                    .getValue();
            return Integer.parseInt(rack.substring(1)) < Workload.CLOSE_RACKS ? HOLDS : FAILS;
        }
    }

    static TaskScheduler scheduler(boolean isPacking) {
        var builder = new TaskScheduler.Builder()
                .withLeaseOfferExpirySecs(1_000_000)
                .withLeaseRejectAction(lease -> {})
                .disableShortfallEvaluation();
        return isPacking
                ? builder.withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker)
                        .build()
                : builder.build();
    }

    /** Makes a new, empty scheduler for the next round. */
    void prepare() {
        scheduler = scheduler(workload.rules() == Workload.Rules.BINPACK);
    }

    SchedulingResult round() {
        return round(scheduler, requests, leases);
    }

    static SchedulingResult round(
            TaskScheduler scheduler, List<TaskRequest> requests, List<VirtualMachineLease> leases) {
        var result = scheduler.scheduleOnce(requests, leases);
        var assigner = scheduler.getTaskAssigner();
        result.getResultMap().forEach((host, assigned) -> assigned.getTasksAssigned()
                .forEach(task -> assigner.call(task.getRequest(), host)));
        return result;
    }

    void close() {
        scheduler.shutdown();
    }

    void check(SchedulingResult result) {
        var agentOf = new int[workload.workers()];
        Arrays.fill(agentOf, -1);
        result.getResultMap().forEach((host, assigned) -> assigned.getTasksAssigned().forEach(task -> {
            var worker = Integer.parseInt(task.getTaskId().substring("worker-".length()));
            agentOf[worker] = Integer.parseInt(host.substring("host-".length()));
        }));
        workload.check(agentOf);
    }
}
