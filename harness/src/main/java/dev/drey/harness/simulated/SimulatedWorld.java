/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Scenario;
import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.world.SeededChance;
import dev.drey.simulator.world.VirtualTimeline;
import dev.drey.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.TaskState;

/** Plays a scenario in virtual time: the scheduler core on a simulated Mesos, in one thread. */
public final class SimulatedWorld {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final Scenario scenario;
    private final VirtualTimeline timeline = new VirtualTimeline(BEGINNING);
    private final MemoryStore store = new MemoryStore();
    private final LaunchLog launches = new LaunchLog();
    private final SimulatedCluster cluster;
    private final SimulatedAppmaster appmaster;

    private SimulatedWorld(Scenario scenario, long seed) {
        this.scenario = scenario;
        this.cluster = new SimulatedCluster(scenario.cluster(), timeline, new SeededChance(seed));
        this.appmaster = new SimulatedAppmaster(settings(), cluster.master(), timeline, store, launches);
    }

    /** Plays it once; the same scenario and seed always give the same outcome. */
    public static Outcome play(Scenario scenario, long seed) {
        return new SimulatedWorld(scenario, seed).play();
    }

    private Outcome play() {
        appmaster.start();
        for (Scenario.Step step : scenario.steps()) {
            timeline.after(step.at(), "step", () -> take(step));
        }
        timeline.runUntil(BEGINNING.plus(scenario.end()));
        return outcome();
    }

    private void take(Scenario.Step step) {
        if (step instanceof Scenario.WantWorkers want) {
            appmaster.declare(profile(), want.count());
        } else if (step instanceof Scenario.KillAppmaster kill) {
            appmaster.kill();
            timeline.after(kill.down(), "appmaster starts", appmaster::start);
        }
    }

    private Outcome outcome() {
        Set<String> running = cluster.master().view().frameworks().stream()
                .flatMap(framework -> framework.tasks().stream())
                .filter(task -> task.state() == TaskState.TASK_RUNNING)
                .map(SimulatedWorld::id)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> remembered = store.open().state().workers().stream()
                .map(worker -> worker.task().value())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Outcome(running, remembered, launches.tasks());
    }

    private static String id(MasterView.Task task) {
        return task.info().getTaskId().getValue();
    }

    private WorkerProfile profile() {
        Scenario.Worker worker = scenario.worker();
        return new WorkerProfile(
                "default", Map.of("cpus", Amount.of(worker.cpus()), "mem", Amount.of(worker.mem())), worker.ports());
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
