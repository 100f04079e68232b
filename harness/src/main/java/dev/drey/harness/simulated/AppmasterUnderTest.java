/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scheduler core as the framework of a simulated world; its durable memory is that of the worker store. */
public final class AppmasterUnderTest implements Framework<StoredState> {
    @Override
    public StoredState nothing() {
        return StoredState.EMPTY;
    }

    @Override
    public Set<String> tasks(StoredState memory) {
        return memory.workers().stream()
                .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                .map(worker -> worker.task().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Client start(Host<StoredState> host) {
        return new SimulatedAppmaster(settings(), profile(host.cluster()), host)::want;
    }

    private static WorkerProfile profile(Plan.Cluster cluster) {
        return new WorkerProfile(
                "default", Map.of("cpus", Amount.of(cluster.cpus()), "mem", Amount.of(cluster.mem())), cluster.ports());
    }

    private static SchedulerSettings settings() {
        var framework = new FrameworkSettings(
                "simulated",
                "nobody",
                Set.of("*"),
                Duration.ofDays(7),
                true,
                "localhost",
                Optional.empty(),
                Optional.empty(),
                Set.of("PARTITION_AWARE", "TASK_KILLING_STATE"),
                Map.of());
        return SchedulerSettings.of(framework, "worker");
    }
}
