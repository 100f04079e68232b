/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Role;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.master.Protos.Response.GetMaster;
import org.apache.mesos.v1.master.Protos.Response.GetOperations;
import org.apache.mesos.v1.master.Protos.Response.GetRoles;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;
import org.apache.mesos.v1.master.Protos.Response.GetWeights;

/** The answers to the questions of the v1 operator API. */
final class OperatorReads {
    private final MasterView view;

    OperatorReads(MasterView view) {
        this.view = view;
    }

    GetState state() {
        return GetState.newBuilder()
                .setGetTasks(tasks())
                .setGetExecutors(executors())
                .setGetFrameworks(frameworks())
                .setGetAgents(agents())
                .build();
    }

    GetMaster master() {
        return GetMaster.newBuilder()
                .setMasterInfo(view.info())
                .setStartTime(seconds(view.started()))
                .setElectedTime(seconds(view.elected()))
                .build();
    }

    GetAgents agents() {
        var answer = GetAgents.newBuilder().addAllRecoveredAgents(view.recoveredAgents());
        view.agents().forEach(agent -> answer.addAgents(OperatorShapes.agent(agent)));
        return answer.build();
    }

    GetFrameworks frameworks() {
        var answer = GetFrameworks.newBuilder();
        view.frameworks().forEach(framework -> answer.addFrameworks(OperatorShapes.framework(framework)));
        view.completedFrameworks()
                .forEach(framework -> answer.addCompletedFrameworks(OperatorShapes.framework(framework)));
        return answer.build();
    }

    GetTasks tasks() {
        var answer = GetTasks.newBuilder();
        all().flatMap(framework -> framework.tasks().stream())
                .forEach(task -> answer.addTasks(OperatorShapes.task(task)));
        all().flatMap(framework -> framework.unreachableTasks().stream())
                .forEach(task -> answer.addUnreachableTasks(OperatorShapes.task(task)));
        all().flatMap(framework -> framework.completedTasks().stream())
                .forEach(task -> answer.addCompletedTasks(OperatorShapes.task(task)));
        return answer.build();
    }

    GetExecutors executors() {
        var answer = GetExecutors.newBuilder();
        all().flatMap(framework -> framework.executors().stream())
                .forEach(executor -> answer.addExecutors(OperatorShapes.executor(executor)));
        return answer.build();
    }

    GetOperations operations() {
        var answer = GetOperations.newBuilder();
        view.frameworks().stream()
                .flatMap(framework -> framework.operations().stream())
                .forEach(operation -> answer.addOperations(OperatorShapes.operation(operation)));
        return answer.build();
    }

    GetWeights weights() {
        var answer = GetWeights.newBuilder();
        view.weights()
                .forEach((role, weight) -> answer.addWeightInfos(
                        WeightInfo.newBuilder().setRole(role).setWeight(weight)));
        return answer.build();
    }

    GetRoles roles() {
        var answer = GetRoles.newBuilder();
        for (String name : roleNames()) {
            var role = Role.newBuilder()
                    .setName(name)
                    .setWeight(view.weights().getOrDefault(name, 1.0))
                    .addAllResources(allocatedTo(name));
            view.frameworks().stream()
                    .filter(framework -> framework.trackedRoles().contains(name))
                    .forEach(framework -> role.addFrameworks(framework.info().getId()));
            answer.addRoles(role);
        }
        return answer.build();
    }

    private SortedSet<String> roleNames() {
        var names = new TreeSet<>(view.weights().keySet());
        view.quotas().forEach(quota -> names.add(quota.getRole()));
        view.frameworks().forEach(framework -> names.addAll(framework.trackedRoles()));
        for (MasterView.Agent agent : view.agents()) {
            agent.total().forEach(resource -> ResourceForm.reservedTo(resource).ifPresent(names::add));
            names.addAll(Resources.of(agent.used()).allocationRoles());
        }
        return names;
    }

    private List<Resource> allocatedTo(String role) {
        var allocated = Stream.<Function<MasterView.Agent, List<Resource>>>of(
                        MasterView.Agent::used, MasterView.Agent::offered)
                .flatMap(part -> view.agents().stream().map(part))
                .map(Resources::of)
                .map(resources -> resources.ofAllocationRole(role))
                .reduce(Resources.NONE, Resources::plus);
        return allocated.scalarMillis().entrySet().stream()
                .map(scalar -> Resource.newBuilder()
                        .setName(scalar.getKey())
                        .setType(Value.Type.SCALAR)
                        .setScalar(Value.Scalar.newBuilder().setValue(scalar.getValue() / 1000.0))
                        .build())
                .toList();
    }

    private Stream<MasterView.Framework> all() {
        return Stream.concat(view.frameworks().stream(), view.completedFrameworks().stream());
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
