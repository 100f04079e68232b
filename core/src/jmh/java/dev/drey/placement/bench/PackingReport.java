/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VirtualMachineLease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Packing quality beside Fenzo's: workers placed, and agents that were empty before. */
public final class PackingReport {
    private final MixedWorkload workload = new MixedWorkload();

    private PackingReport() {}

    public static void main(String[] args) {
        var report = new PackingReport();
        System.out.println("workers of each profile | Drey placed, opened | Fenzo placed, opened"
                + " | Fenzo, largest first: placed, opened");
        for (var each : List.of(250, 500, 750, 1000, 1250, 1500)) {
            var drey = report.workload.drey(each);
            var fenzo = report.fenzo(each, false);
            var sorted = report.fenzo(each, true);
            System.out.println(each + " | " + drey + " | " + fenzo + " | " + sorted);
        }
    }

    private MixedWorkload.Result fenzo(int each, boolean isLargestFirst) {
        var scheduler = FenzoMatcher.scheduler(true);
        var leases = new ArrayList<VirtualMachineLease>();
        for (var agent = 0; agent < MixedWorkload.AGENTS; agent++) {
            var room = new FenzoLease.Room(
                    workload.cpus(agent), workload.mem(agent), Workload.FIRST_PORT, Workload.LAST_PORT);
            leases.add(new FenzoLease("lease-" + agent, Workload.host(agent), room, "r0"));
        }
        for (var agent = 0; agent < MixedWorkload.AGENTS; agent++) {
            var running = workload.running(agent);
            for (var i = 0; i < running.size(); i++) {
                var request = request("running-" + agent + "-" + i, running.get(i));
                scheduler.getTaskAssigner().call(request, Workload.host(agent));
            }
        }
        var requests = new ArrayList<TaskRequest>();
        for (var i = 0; i < each; i++) {
            for (var size : MixedWorkload.WORKER_CPUS) {
                requests.add(request("worker-" + size + "-" + i, size));
            }
        }
        if (isLargestFirst) {
            requests.sort(Comparator.comparingDouble(TaskRequest::getCPUs).reversed());
        }
        var result = FenzoMatcher.round(scheduler, requests, leases);
        scheduler.shutdown();
        var load = workload.new Load();
        result.getResultMap().forEach((host, assigned) -> assigned.getTasksAssigned()
                .forEach(task -> load.add(host, (int) task.getRequest().getCPUs())));
        return load.result();
    }

    private static TaskRequest request(String id, int size) {
        return new FenzoRequest(id, size, MixedWorkload.memOf(size), 0, List.of());
    }
}
