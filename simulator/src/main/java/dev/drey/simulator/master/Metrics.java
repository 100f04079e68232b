/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.TaskState;

/** Puts counters and gauges together under the names of Mesos. */
final class Metrics {
    private static final Map<TaskState, String> LIVE = new TreeMap<>(Map.of(
            TaskState.TASK_STAGING, "master/tasks_staging",
            TaskState.TASK_STARTING, "master/tasks_starting",
            TaskState.TASK_RUNNING, "master/tasks_running",
            TaskState.TASK_KILLING, "master/tasks_killing"));

    private final MasterState state;

    Metrics(MasterState state) {
        this.state = state;
    }

    SortedMap<String, Double> snapshot() {
        var metrics = new TreeMap<String, Double>();
        state.counters.all().forEach((name, count) -> metrics.put("master/" + name, (double) count));
        metrics.put("master/elected", 1.0);
        var uptime = Duration.between(state.started, state.timeline.now());
        metrics.put("master/uptime_secs", uptime.toMillis() / 1000.0);
        metrics.put("master/outstanding_offers", (double) state.offers.size());
        agents(metrics);
        frameworks(metrics);
        tasks(metrics);
        resources(metrics);
        allocator(metrics);
        QuietMetrics.addTo(metrics);
        return metrics;
    }

    private void agents(Map<String, Double> metrics) {
        int all = state.agents.all().size();
        int connected = state.agents.connected().size();
        long active = state.agents.all().stream().filter(state::isActive).count();
        metrics.put("master/slaves_active", (double) active);
        metrics.put("master/slaves_connected", (double) connected);
        metrics.put("master/slaves_disconnected", (double) all - connected);
        metrics.put("master/slaves_inactive", (double) all - active);
        metrics.put("master/slaves_unreachable", (double) state.registry.unreachableCount());
    }

    private void frameworks(Map<String, Double> metrics) {
        int all = state.frameworks.all().size();
        int connected = state.frameworks.connected().size();
        metrics.put("master/frameworks_active", (double) connected);
        metrics.put("master/frameworks_connected", (double) connected);
        metrics.put("master/frameworks_disconnected", (double) all - connected);
        metrics.put("master/frameworks_inactive", (double) all - connected);
    }

    private void tasks(Map<String, Double> metrics) {
        LIVE.values().forEach(name -> metrics.put(name, 0.0));
        double unreachable = 0;
        for (Framework framework : state.frameworks.all()) {
            for (Task task : framework.tasks.values()) {
                if (LIVE.containsKey(task.state())) {
                    metrics.merge(LIVE.get(task.state()), 1.0, Double::sum);
                }
            }
            unreachable += framework.unreachableTasks.size();
        }
        metrics.put("master/tasks_unreachable", unreachable);
    }

    private void resources(Map<String, Double> metrics) {
        var total = Resources.NONE;
        var used = Resources.NONE;
        for (Agent agent : state.agents.all()) {
            total = total.plus(agent.total);
            used = agent.usedByFramework().values().stream().reduce(used, Resources::plus);
        }
        for (String name : List.of("cpus", "mem", "disk", "gpus")) {
            double there = total.scalar(name);
            metrics.put("master/" + name + "_total", there);
            metrics.put("master/" + name + "_used", used.scalar(name));
            metrics.put("master/" + name + "_percent", there == 0 ? 0 : used.scalar(name) / there);
        }
    }

    private void allocator(Map<String, Double> metrics) {
        metrics.put("allocator/mesos/allocation_runs", (double) state.allocator.runs());
        state.allocator
                .activeFilters()
                .forEach((role, count) ->
                        metrics.put("allocator/mesos/offer_filters/roles/" + role + "/active", (double) count));
        state.allocator
                .dominantShares()
                .forEach((role, share) -> metrics.put("allocator/mesos/roles/" + role + "/shares/dominant", share));
    }
}
