/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.TaskState;

/** In the end as many tasks run as are wanted, exactly those the framework remembers, and no forgotten ones. */
final class ConvergenceOracle implements Oracle {

    @Override
    public void finish(Witness witness, Complaints complaints) {
        if (witness.life() == 0) {
            complaints.complain("converges", "not alive", "no process of the framework is alive in the end");
            return;
        }
        if (witness.master().isEmpty()) {
            complaints.complain("converges", "no master", "no master leads in the end");
            return;
        }
        var running = new TreeSet<String>();
        var frameworks = new TreeSet<String>();
        for (MasterView.Framework framework : witness.master().get().frameworks()) {
            String id = framework.info().getId().getValue();
            if (witness.frameworks().contains(id) && running.addAll(running(framework))) {
                frameworks.add(id);
            }
        }
        compare(running, frameworks, witness, complaints);
    }

    private static void compare(Set<String> running, Set<String> frameworks, Witness witness, Complaints complaints) {
        var orphans = new TreeSet<>(running);
        orphans.removeAll(witness.remembered());
        var ghosts = new TreeSet<>(witness.remembered());
        ghosts.removeAll(running);
        if (frameworks.size() > 1) {
            complaints.complain(
                    "no-orphaned-tasks", "several frameworks", "tasks run as different frameworks: " + frameworks);
        } else if (!orphans.isEmpty()) {
            complaints.complain("no-orphaned-tasks", "forgotten tasks", "run and are not remembered: " + orphans);
        } else if (!ghosts.isEmpty()) {
            complaints.complain("converges", "remembered in vain", "remembered and do not run: " + ghosts);
        } else if (running.size() != witness.wanted()) {
            complaints.complain(
                    "converges",
                    running.size() < witness.wanted() ? "too few" : "too many",
                    witness.wanted() + " tasks are wanted, " + running.size() + " run: " + running);
        }
    }

    private static Set<String> running(MasterView.Framework framework) {
        var tasks = new TreeSet<String>();
        framework.tasks().stream()
                .filter(task -> task.state() == TaskState.TASK_RUNNING)
                .forEach(task -> tasks.add(task.info().getTaskId().getValue()));
        return tasks;
    }
}
