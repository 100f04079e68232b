/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.flink.ConfiguredFleet;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.simulator.world.Timeline;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Wants workers as Flink's resource manager does: releases those it does not need any more, and those it has not heard
 * of for the time of a heartbeat timeout.
 */
final class FleetClient {
    /* A worker found at the start is silent until the scheduler tells that it runs, which needs its agent. */
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    private final Timeline timeline;
    private final Consumer<Input> scheduler;
    private final ConfiguredFleet fleet;
    private final Map<TaskId, Boolean> workers = new LinkedHashMap<>();
    private int wanted;

    FleetClient(Timeline timeline, Consumer<Input> scheduler, ConfiguredFleet fleet) {
        this.timeline = timeline;
        this.scheduler = scheduler;
        this.fleet = fleet;
    }

    void found(List<WorkerRecord> records) {
        records.stream()
                .filter(worker -> worker.goal() == WorkerRecord.Goal.LAUNCHED)
                .forEach(worker -> lookAfter(worker.task(), RECOVERY));
    }

    void want(int count) {
        wanted = count;
        List<TaskId> all = List.copyOf(workers.keySet());
        all.stream().skip(count).forEach(this::release);
        declare();
    }

    void on(FleetEvent event) {
        timeline.soon("client hears of the fleet", () -> heard(event));
    }

    private void heard(FleetEvent event) {
        if (event instanceof FleetEvent.WorkerLaunched launched) {
            workers.put(launched.worker().task(), true);
            if (workers.size() > wanted) {
                release(launched.worker().task());
                declare();
            }
        } else if (event instanceof FleetEvent.WorkerTerminated terminated) {
            workers.remove(terminated.worker());
            declare();
        } else if (event instanceof FleetEvent.WorkerStateChanged changed && workers.containsKey(changed.worker())) {
            if (changed.state() == TaskState.RUNNING) {
                workers.put(changed.worker(), true);
                scheduler.accept(new Input.WorkerRegistered(changed.worker()));
            } else if (isSilent(changed.state())) {
                lookAfter(changed.worker(), fleet.heartbeatTimeout());
            }
        }
    }

    private static boolean isSilent(TaskState state) {
        return state != TaskState.STAGING && state != TaskState.STARTING && state != TaskState.KILLING;
    }

    private void lookAfter(TaskId worker, Duration patience) {
        workers.put(worker, false);
        timeline.after(patience, "heartbeat timeout of a worker", () -> {
            if (Boolean.FALSE.equals(workers.get(worker))) {
                release(worker);
                declare();
            }
        });
    }

    private void release(TaskId worker) {
        workers.remove(worker);
        scheduler.accept(new Input.WorkerReleased(worker));
    }

    private void declare() {
        scheduler.accept(new Input.WorkersDeclared(fleet.worker(), wanted));
    }
}
