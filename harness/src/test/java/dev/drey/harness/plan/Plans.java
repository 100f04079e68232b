/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plans for tests: workers of 2 cpus, 1500 MiB and 2 ports, of the role {@code flink} unless told otherwise. */
final class Plans {
    private Plans() {}

    static PlacementPlan plan(byte[] dump, int workers, Map<String, String> options) throws Exception {
        var request = new PlanRequest(workers, Optional.empty(), false, MaintenanceDump.NONE, Instant.EPOCH);
        return plan(dump, request, options);
    }

    static PlacementPlan plan(byte[] dump, PlanRequest request, Map<String, String> options) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "taskmanager.memory.process.size", "1500m",
                "taskmanager.numberOfTaskSlots", "2",
                "mesos.resourcemanager.framework.role", "flink"));
        all.putAll(options);
        var fleet = PlanConfiguration.of(Optional.empty(), all).fleet();
        return Planner.plan(ClusterDump.read("dump", dump), fleet, request);
    }
}
