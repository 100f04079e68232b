/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scheduler core as the framework of a simulated world; its durable memory is that of the worker store. */
public final class AppmasterUnderTest implements Framework<StoredState> {
    private final SchedulerSettings settings;
    private final WorkerProfile worker;
    private final Core core;

    /** How the core is made: what {@link Scheduler} is in production. */
    public interface Core {
        Stepper create(SchedulerSettings settings, WorkerStore.Opened opened);
    }

    public AppmasterUnderTest(ConfiguredFleet fleet) {
        this(fleet, (settings, opened) -> new Scheduler(settings, opened)::step);
    }

    /** With another core, or the same with something around it. */
    public AppmasterUnderTest(ConfiguredFleet fleet, Core core) {
        this.settings = fleet.scheduler();
        this.worker = fleet.worker();
        this.core = core;
    }

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
        var opened = new WorkerStore.Opened(host.epoch(), host.found());
        var stepper = core.create(settings, opened);
        return new SimulatedAppmaster(stepper, settings.framework(), worker, host)::want;
    }
}
