/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestTasks.executor;
import static dev.drey.simulator.master.TestTasks.launch;
import static dev.drey.simulator.master.TestTasks.resources;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TaskValidationTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024;disk:100;gpus:0;ports:[1-9]");
    private final TestScheduler scheduler = cluster.subscribed();

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTasks")
    void refusesABadTaskAndLaunchesItsNeighbour(String what, UnaryOperator<TaskInfo.Builder> change) {
        var offer = scheduler.offer();

        scheduler.launch(offer, task("bad", offer, "cpus:1;mem:64", change), task("good", offer, "cpus:1;mem:64"));

        var status = scheduler.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        assertThat(status.getMessage()).isNotEmpty();
        assertThat(status.hasUuid()).isFalse();
        assertThat(agent.task("good")).isPresent();
        assertThat(agent.task("bad")).isEmpty();
    }

    static Stream<Arguments> badTasks() {
        return Stream.of(
                bad("id with a slash", task -> {
                    task.getTaskIdBuilder().setValue("a/b");
                    return task;
                }),
                bad("no resources", TaskInfo.Builder::clearResources),
                bad("fractional gpus", task -> task.addAllResources(resources("gpus:0.5"))),
                bad("other agent", task -> {
                    task.getAgentIdBuilder().setValue("nosuch");
                    return task;
                }),
                bad("neither command nor executor", TaskInfo.Builder::clearCommand),
                bad("C111 command and executor", task -> task.setExecutor(custom(it -> it))),
                bad(
                        "C110 foreign framework",
                        withExecutor(custom(
                                it -> it.setFrameworkId(FrameworkID.newBuilder().setValue("other"))))),
                bad("C117 no command", withExecutor(custom(ExecutorInfo.Builder::clearCommand))),
                bad("C375 shared cgroups of an executor", withExecutor(custom(it -> {
                    it.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .getLinuxInfoBuilder()
                            .setShareCgroups(true);
                    return it;
                }))),
                bad("C118 DEFAULT executor", withExecutor(custom(it -> it.clearCommand()
                        .setType(ExecutorInfo.Type.DEFAULT)))),
                bad("C121 negative grace", withExecutor(custom(it -> {
                    it.getShutdownGracePeriodBuilder().setNanoseconds(-1);
                    return it;
                }))),
                bad("C122 negative kill grace", task -> {
                    task.getKillPolicyBuilder().getGracePeriodBuilder().setNanoseconds(-1);
                    return task;
                }),
                bad("C123 variable without value", task -> {
                    task.getCommandBuilder()
                            .getEnvironmentBuilder()
                            .addVariables(Environment.Variable.newBuilder().setName("A"));
                    return task;
                }),
                bad("C125 limit below request", task -> task.putLimits("cpus", scalar(0.5))),
                bad("C373 limit of disk", task -> task.putLimits("disk", scalar(1000))),
                bad("C126 two allocation roles", task -> {
                    task.getResourcesBuilder(0).getAllocationInfoBuilder().setRole("other");
                    return task;
                }),
                bad("health check without type", task -> task.setHealthCheck(HealthCheck.newBuilder())),
                bad("health check path", task -> {
                    task.getHealthCheckBuilder().getHttpBuilder().setPort(1).setPath("x");
                    return task;
                }),
                bad("volume without source", task -> {
                    task.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .addVolumes(
                                    Volume.newBuilder().setMode(Volume.Mode.RW).setContainerPath("/x"));
                    return task;
                }),
                bad("docker parameter name", task -> {
                    task.getContainerBuilder()
                            .setType(ContainerInfo.Type.DOCKER)
                            .getDockerBuilder()
                            .setImage("i")
                            .addParameters(Parameter.newBuilder().setKey("name").setValue("x"));
                    return task;
                }),
                bad("C374 own cgroups", task -> {
                    task.getContainerBuilder()
                            .setType(ContainerInfo.Type.MESOS)
                            .getLinuxInfoBuilder()
                            .setShareCgroups(false);
                    return task;
                }),
                bad("C113 too many ports", task -> task.addAllResources(resources("ports:[9-10]"))));
    }

    @Test
    @DisplayName("bad syntax of one resource refuses all tasks of the operation")
    void badSyntaxRefusesAll() {
        var offer = scheduler.offer();
        var negative = task("bad", offer, "cpus:1;mem:64", task -> {
            task.getResourcesBuilder(0).getScalarBuilder().setValue(-1);
            return task;
        });

        scheduler.accept(List.of(offer), launch(task("good", offer, "cpus:1;mem:64"), negative));

        assertThat(scheduler.updates())
                .extracting(status -> status.getTaskId().getValue())
                .containsExactly("good", "bad");
    }

    @Test
    @DisplayName("C119 an executor id stands for one executor per agent")
    void executorsOfOneIdMustBeTheSame() {
        var offer = scheduler.offer();

        scheduler.launch(
                offer,
                task("t1", offer, "cpus:1", withExecutor(custom(it -> it))),
                task("t2", offer, "cpus:1", withExecutor(custom(it -> it))),
                task("t3", offer, "cpus:1", withExecutor(custom(it -> it.setName("other")))));

        assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("t3");
    }

    @Test
    @DisplayName("C370 an executor id may stand for another executor on another agent")
    void executorsOfOneIdMayDifferBetweenAgents() {
        cluster.agent("cpus:4;mem:1024");
        int number = 0;

        for (var offer : scheduler.offers()) {
            var name = "e" + number;
            scheduler.launch(
                    offer, task("t" + number++, offer, "cpus:1", withExecutor(custom(it -> it.setName(name)))));
        }

        assertThat(number).isEqualTo(2);
        assertThat(scheduler.updates()).isEmpty();
    }

    @ParameterizedTest(name = "task revocable {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("C371 a task and its executor use either revocable or regular cpus")
    void mixesNoRevocableResources(boolean taskIsRevocable) {
        var other = new TestCluster();
        var revocable = Resources.parse("cpus:2").toList().get(0).toBuilder()
                .setRevocable(RevocableInfo.getDefaultInstance())
                .build();
        other.agentWith(Resources.parse("cpus:2;mem:1024").plus(Resources.of(revocable)));
        var user = other.subscribed(TestScheduler.with(Capability.Type.REVOCABLE_RESOURCES));
        var offer = user.offer();
        var one = revocable.toBuilder();
        one.getScalarBuilder().setValue(1);

        user.launch(offer, task("t", offer, "mem:64", task -> {
            var executor = custom(it -> it.clearResources().addAllResources(resources("mem:32")));
            var regular = resources("cpus:1").get(0);
            var ofExecutor = taskIsRevocable ? regular : one.build();
            return task.addResources(taskIsRevocable ? one.build() : regular)
                    .clearCommand()
                    .setExecutor(executor.toBuilder().addResources(ofExecutor));
        }));

        assertThat(user.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
    }

    @Test
    @DisplayName("C105 tiny and zero resources are fine, if there are any")
    void acceptsTinyResources() {
        var offer = scheduler.offer();

        scheduler.launch(offer, task("t", offer, "", task -> {
            task.addAllResources(resources("cpus:0.01;mem:1"));
            task.getResourcesBuilder(0).getScalarBuilder().setValue(0);
            return task;
        }));

        assertThat(scheduler.updates()).isEmpty();
    }

    @Test
    void infersTheTypeOfAHealthCheck() {
        var offer = scheduler.offer();

        scheduler.launch(offer, task("t", offer, "cpus:1", task -> {
            task.getHealthCheckBuilder().getCommandBuilder().setValue("true");
            return task;
        }));

        assertThat(agent.task("t").orElseThrow().getHealthCheck().getType()).isEqualTo(HealthCheck.Type.COMMAND);
    }

    private static Arguments bad(String what, UnaryOperator<TaskInfo.Builder> change) {
        return arguments(what, change);
    }

    private static UnaryOperator<TaskInfo.Builder> withExecutor(ExecutorInfo executor) {
        return task -> task.clearCommand().setExecutor(executor);
    }

    private static ExecutorInfo custom(UnaryOperator<ExecutorInfo.Builder> changes) {
        return executor(
                "e",
                "cpus:0.1;mem:32",
                it -> changes.apply(it.setCommand(CommandInfo.newBuilder().setValue("run"))));
    }

    private static Value.Scalar scalar(double value) {
        return Value.Scalar.newBuilder().setValue(value).build();
    }
}
