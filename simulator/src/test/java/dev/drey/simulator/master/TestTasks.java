/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Tasks, executors and operations for tests. */
final class TestTasks {

    private TestTasks() {}

    static TaskInfo task(String id, Offer offer, String resources) {
        return task(id, offer, resources, task -> task);
    }

    static TaskInfo task(String id, Offer offer, String resources, UnaryOperator<TaskInfo.Builder> changes) {
        return changes.apply(TaskInfo.newBuilder()
                        .setName(id)
                        .setTaskId(TaskID.newBuilder().setValue(id))
                        .setAgentId(offer.getAgentId())
                        .addAllResources(resources(resources))
                        .setCommand(CommandInfo.newBuilder().setValue("sleep 1000")))
                .build();
    }

    /** In the form of frameworks without RESERVATION_REFINEMENT, as most schedulers send them. */
    static List<Resource> resources(String text) {
        var resources = new ArrayList<Resource>();
        Resources.parse(text)
                .toList()
                .forEach(resource -> resources.add(ResourceForm.toRole(resource).orElseThrow()));
        return resources;
    }

    static ExecutorInfo executor(String id, String resources, UnaryOperator<ExecutorInfo.Builder> changes) {
        return changes.apply(ExecutorInfo.newBuilder()
                        .setExecutorId(ExecutorID.newBuilder().setValue(id))
                        .addAllResources(resources(resources)))
                .build();
    }

    static Offer.Operation launch(TaskInfo... tasks) {
        return Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
                .build();
    }

    static Offer.Operation launchGroup(ExecutorInfo executor, TaskInfo... tasks) {
        return Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH_GROUP)
                .setLaunchGroup(Offer.Operation.LaunchGroup.newBuilder()
                        .setExecutor(executor)
                        .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(List.of(tasks))))
                .build();
    }
}
