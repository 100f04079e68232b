/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.executor;
import static dev.drey.simulator.master.TestTasks.launchGroup;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drey.simulator.protocol.ToAgent.RunTaskGroup;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a group of two tasks. The agent has cpus that can be revoked, too. */
@Tag("unit")
class TaskGroupValidationTest {
    private static final UnaryOperator<ExecutorInfo.Builder> AS_IS = it -> it;
    private static final UnaryOperator<TaskInfo.Builder> SAME = it -> it;

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agentWith(
            Resources.parse("cpus:4;mem:1024;disk:100;ports:[1-9]").plus(Resources.of(revocable("cpus:4"))));
    private final TestScheduler scheduler = cluster.subscribed(TestScheduler.with(Capability.Type.REVOCABLE_RESOURCES));

    @ParameterizedTest(name = "{0}")
    @MethodSource("badGroups")
    void refusesAllTasks(
            String what, UnaryOperator<ExecutorInfo.Builder> executor, UnaryOperator<TaskInfo.Builder> task) {
        launch(executor, task);

        assertThat(scheduler.updates()).hasSize(2).allSatisfy(status -> {
            assertThat(status.getState()).isEqualTo(TaskState.TASK_ERROR);
            assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_GROUP_INVALID);
        });
        assertThat(agent.take(RunTaskGroup.class)).isEmpty();
    }

    @Test
    void launchesAGoodGroup() {
        launch(AS_IS, SAME);

        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.take(RunTaskGroup.class)).hasSize(1);
    }

    static Stream<Arguments> badGroups() {
        return Stream.of(
                badExecutor("C127 CUSTOM without command", it -> it.setType(ExecutorInfo.Type.CUSTOM)),
                badExecutor(
                        "C127 DEFAULT with command",
                        it -> it.setCommand(CommandInfo.newBuilder().setValue("run"))),
                badExecutor("C127 DEFAULT with an image", it -> {
                    it.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .getMesosBuilder()
                            .getImageBuilder()
                            .setType(Image.Type.DOCKER)
                            .getDockerBuilder()
                            .setName("i");
                    return it;
                }),
                badExecutor("C127 C130 DOCKER container of the executor", it -> it.setContainer(docker())),
                badExecutor("no type", ExecutorInfo.Builder::clearType),
                badExecutor("no cpus", it -> withResources(it, "mem:32;disk:1")),
                badExecutor("too little mem", it -> withResources(it, "cpus:0.1;mem:31;disk:1")),
                badExecutor("no disk", it -> withResources(it, "cpus:0.1;mem:32")),
                badExecutor("C375 shared cgroups of an executor", it -> {
                    it.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .getLinuxInfoBuilder()
                            .setShareCgroups(true);
                    return it;
                }),
                badTask("C130 DOCKER container of a task", it -> it.setContainer(docker())),
                badTask(
                        "C131 another executor than that of the group",
                        it -> it.setExecutor(executor("other", "cpus:0.1;mem:32;disk:1", AS_IS))),
                badTask("C377 a variable without value", it -> {
                    it.getCommandBuilder().setEnvironment(withoutValue());
                    return it;
                }),
                badExecutor("C377 a variable of a custom executor without value", it -> it.setType(
                                ExecutorInfo.Type.CUSTOM)
                        .setCommand(CommandInfo.newBuilder().setValue("run").setEnvironment(withoutValue()))),
                badTask("C378 revocable and regular cpus", it -> it.clearResources()
                        .addResources(revocable("cpus:1"))
                        .addAllResources(TestTasks.resources("mem:10"))),
                badTask("ports of its sibling", it -> it.addAllResources(TestTasks.resources("ports:[1-2]"))),
                badTask("network health check with own network", it -> {
                    it.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .addNetworkInfos(NetworkInfo.newBuilder().setName("n"));
                    it.getHealthCheckBuilder()
                            .setType(HealthCheck.Type.TCP)
                            .getTcpBuilder()
                            .setPort(1);
                    return it;
                }));
    }

    private void launch(UnaryOperator<ExecutorInfo.Builder> executorChange, UnaryOperator<TaskInfo.Builder> change) {
        var offer = scheduler.offer();
        var executor = executor(
                "e",
                "cpus:0.1;mem:32;disk:1",
                it -> executorChange.apply(it.setType(ExecutorInfo.Type.DEFAULT).setFrameworkId(scheduler.id())));
        scheduler.accept(
                List.of(offer),
                launchGroup(
                        executor,
                        task("t1", offer, "cpus:1;mem:10;ports:[1-1]"),
                        task("t2", offer, "cpus:1;mem:10", change)));
    }

    private static Arguments badExecutor(String what, UnaryOperator<ExecutorInfo.Builder> change) {
        return arguments(what, change, SAME);
    }

    private static Arguments badTask(String what, UnaryOperator<TaskInfo.Builder> change) {
        return arguments(what, AS_IS, change);
    }

    private static ExecutorInfo.Builder withResources(ExecutorInfo.Builder executor, String resources) {
        return executor.clearResources().addAllResources(TestTasks.resources(resources));
    }

    private static Resource revocable(String text) {
        return Resources.parse(text).toList().get(0).toBuilder()
                .setRevocable(RevocableInfo.getDefaultInstance())
                .build();
    }

    private static ContainerInfo docker() {
        var container = ContainerInfo.newBuilder().setType(ContainerInfo.Type.DOCKER);
        container.getDockerBuilder().setImage("i");
        return container.build();
    }

    private static Environment withoutValue() {
        return Environment.newBuilder()
                .addVariables(Environment.Variable.newBuilder().setName("A"))
                .build();
    }
}
