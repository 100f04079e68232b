/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Numbers about a run that scenarios speak of: what the framework did so far, and how its tasks are now. */
public final class Gauges implements Oracle {
    private final List<String> launches = new ArrayList<>();
    private final Set<String> frameworks = new LinkedHashSet<>();
    private int kills;
    private int starts;
    private int subscriptions;
    private Optional<Witness> witness = Optional.empty();
    private Optional<MasterView> view = Optional.empty();

    @Override
    public void observe(Observation seen, Witness asked, Complaints complaints) {
        isAskedBy(asked);
        if (seen instanceof Observation.Called called) {
            count(called.call());
        } else if (seen instanceof Observation.Started) {
            starts++;
        } else if (seen instanceof Observation.Delivered delivered
                && delivered.event().getType() == Event.Type.SUBSCRIBED) {
            subscriptions++;
            frameworks.add(delivered.event().getSubscribed().getFrameworkId().getValue());
        }
    }

    @Override
    public void look(Witness asked, Complaints complaints) {
        isAskedBy(asked);
    }

    @Override
    public void finish(Witness asked, Complaints complaints) {
        isAskedBy(asked);
    }

    private void isAskedBy(Witness asked) {
        witness = Optional.of(asked);
        view = Optional.empty();
    }

    private void count(Call call) {
        if (call.hasKill()) {
            kills++;
        }
        call.getAccept().getOperationsList().stream()
                .flatMap(operation -> operation.getLaunch().getTaskInfosList().stream())
                .forEach(task -> launches.add(task.getTaskId().getValue()));
    }

    /** The ids of all tasks whose launch was ever asked for, in order. */
    public List<String> launches() {
        return List.copyOf(launches);
    }

    /** How many KILL calls were made. */
    public int kills() {
        return kills;
    }

    /** How many processes of the framework were started. */
    public int starts() {
        return starts;
    }

    /** How often SUBSCRIBED came. */
    public int subscriptions() {
        return subscriptions;
    }

    /** How many framework ids the master ever gave to the framework. */
    public int frameworks() {
        return frameworks.size();
    }

    /** The tasks of the framework in this state, as the leading master has them; those on lost agents included. */
    public List<TaskInfo> tasks(TaskState state) {
        return tasks(task -> task.state() == state).map(MasterView.Task::info).toList();
    }

    /** Those of them that the framework remembers. */
    public List<TaskInfo> workers(TaskState state) {
        return tasks(state).stream()
                .filter(task -> remembers(task.getTaskId().getValue()))
                .toList();
    }

    /** How many tasks the framework remembers. */
    public int remembered() {
        return witness.map(asked -> asked.remembered().size()).orElse(0);
    }

    /** How many offers the leading master has given to the framework and not got an answer to. */
    public int offersHeld() {
        return (int) ours().mapToLong(framework -> framework.offers().size()).sum();
    }

    /** How many agents are registered with the leading master and connected. */
    public int agents() {
        return (int) view().stream()
                .flatMap(master -> master.agents().stream())
                .filter(agent -> agent.connected() && agent.active())
                .count();
    }

    /** The agent of this id, if the leading master knows it. */
    public Optional<MasterView.Agent> agent(AgentID id) {
        return view().stream()
                .flatMap(master -> master.agents().stream())
                .filter(agent -> agent.info().getId().equals(id))
                .findFirst();
    }

    /** How many tasks of other frameworks run. */
    public int othersRunning() {
        return (int) view().stream()
                .flatMap(master -> master.frameworks().stream())
                .filter(framework -> !isOurs(framework))
                .flatMap(framework -> framework.tasks().stream())
                .filter(task -> task.state() == TaskState.TASK_RUNNING)
                .count();
    }

    /** How much of a scalar resource the tasks of the framework hold, for instance {@code gpus}. */
    public double used(String resource) {
        return ours().mapToDouble(framework -> Resources.of(framework.used()).scalar(resource))
                .sum();
    }

    /** Whether exactly the tasks run that the framework remembers. */
    public boolean isReconciled() {
        var running = tasks(TaskState.TASK_RUNNING);
        return view().isPresent()
                && running.size() == remembered()
                && running.stream().allMatch(task -> remembers(task.getTaskId().getValue()));
    }

    private boolean remembers(String task) {
        return witness.filter(asked -> asked.remembered().contains(task)).isPresent();
    }

    private Stream<MasterView.Task> tasks(Predicate<MasterView.Task> wanted) {
        return ours().flatMap(
                        framework -> Stream.concat(framework.tasks().stream(), framework.unreachableTasks().stream()))
                .filter(wanted);
    }

    private Stream<MasterView.Framework> ours() {
        return view().stream().flatMap(master -> master.frameworks().stream()).filter(this::isOurs);
    }

    private boolean isOurs(MasterView.Framework framework) {
        return witness.filter(asked ->
                        asked.frameworks().contains(framework.info().getId().getValue()))
                .isPresent();
    }

    /* Taken at most once per observation: it is not cheap. */
    private Optional<MasterView> view() {
        if (view.isEmpty()) {
            view = witness.flatMap(Witness::master);
        }
        return view;
    }
}
