/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;

/** Shows the state of a master to operators. */
final class Views {
    private final MasterState state;
    private final Metrics metrics;

    Views(MasterState state) {
        this.state = state;
        this.metrics = new Metrics(state);
    }

    MasterView view() {
        return new MasterView(
                state.info(),
                state.started,
                state.started,
                state.agents.all().stream().map(this::agent).toList(),
                state.agents.recovered(),
                state.frameworks.all().stream().map(this::framework).toList(),
                state.frameworks.completed().stream().map(this::framework).toList(),
                new TreeMap<>(state.registry.weights),
                List.copyOf(state.registry.quotas.values()),
                metrics.snapshot());
    }

    MasterView.Agent agent(Agent agent) {
        var drain = state.registry.outOfService.drain(agent.id());
        return new MasterView.Agent(
                agent.info,
                "slave(1)@" + agent.connection.address(),
                agent.software,
                agent.connected,
                state.isActive(agent),
                state.registry.outOfService.contains(agent.id()),
                agent.registered,
                agent.reregistered,
                agent.total.toList(),
                sum(agent.usedByFramework().values().stream()),
                sum(state.offers.on(agent).stream().map(OfferBook.Entry::resources)),
                drain.map(OutOfService.Drain::info),
                drain.map(OutOfService.Drain::started));
    }

    MasterView.Framework framework(Framework framework) {
        var offers = state.offers.of(framework);
        var used = state.agents.all().stream().map(agent -> agent.usedByFramework()
                .getOrDefault(framework.id().getValue(), Resources.NONE));
        return new MasterView.Framework(
                framework.info,
                framework.isConnected(),
                framework.isConnected(),
                framework.state == Framework.State.RECOVERED,
                framework.registered,
                framework.reregistered,
                framework.unregistered,
                tasks(framework.tasks.values().stream()),
                tasks(framework.unreachableTasks.values().stream()),
                tasks(framework.completedTasks.stream()),
                executors(framework),
                operations(framework),
                offers.stream().map(OfferBook.Entry::plain).toList(),
                state.inverseOffers.of(framework),
                framework.constraints,
                sum(used),
                sum(offers.stream().map(OfferBook.Entry::resources)));
    }

    private List<MasterView.Executor> executors(Framework framework) {
        return state.agents.all().stream()
                .flatMap(agent -> agent.executorsOf(framework.id()).stream()
                        .map(info -> new MasterView.Executor(agent.id(), info)))
                .toList();
    }

    private static List<MasterView.Operation> operations(Framework framework) {
        return framework.operations.values().stream()
                .map(known -> new MasterView.Operation(
                        framework.id(), known.agent(), known.uuid(), known.info(), known.status()))
                .toList();
    }

    static MasterView.Task task(Task task) {
        return new MasterView.Task(task.framework(), task.agent(), task.info(), task.state(), task.statuses());
    }

    private static List<MasterView.Task> tasks(Stream<Task> tasks) {
        return tasks.map(Views::task).toList();
    }

    private static List<Resource> sum(Stream<Resources> parts) {
        return parts.reduce(Resources.NONE, Resources::plus).toList();
    }
}
