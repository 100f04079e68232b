/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.runtime.Stepper;
import dev.drey.scheduler.Scheduler;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import dev.drey.store.StoreCodec;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The scheduler core as the framework of a simulated world; its durable memory is that of the worker store. */
public final class AppmasterUnderTest implements Framework<StoredState> {
    private static final StoreCodec CODEC = new StoreCodec();
    private static final Core REAL = (settings, opened) -> new Scheduler(settings, opened)::step;

    private final ConfiguredFleet fleet;
    private final Core core;
    private final Gate gate;

    /** How the core is made: what {@link Scheduler} is in production. */
    public interface Core {
        Stepper create(SchedulerSettings settings, WorkerStore.Opened opened);
    }

    public AppmasterUnderTest(ConfiguredFleet fleet) {
        this(fleet, REAL, Gate.OPEN);
    }

    /** With another core, or the same with something around it. */
    public AppmasterUnderTest(ConfiguredFleet fleet, Core core) {
        this(fleet, core, Gate.OPEN);
    }

    AppmasterUnderTest(ConfiguredFleet fleet, Gate gate) {
        this(fleet, REAL, gate);
    }

    private AppmasterUnderTest(ConfiguredFleet fleet, Core core, Gate gate) {
        this.fleet = fleet;
        this.core = core;
        this.gate = gate;
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

    /* Before placement rules looked at agents, records did not hold what the rules need to know. */
    @Override
    public StoredState upgraded(StoredState memory) {
        try {
            return CODEC.decodeState(CODEC.encode(memory).replaceAll(",\"values\":\\{[^}]*\\}", ""));
        } catch (StoreException e) {
            throw new IllegalStateException("the memory of an older version cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Client start(Host<StoredState> host) {
        var opened = new WorkerStore.Opened(host.epoch(), host.found());
        var kit = new SimulatedAppmaster.Kit(fleet, gate);
        return new SimulatedAppmaster(core.create(fleet.scheduler(), opened), kit, host)::want;
    }
}
