/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Case;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Groups that are not valid: all tasks are answered with TASK_ERROR, TASK_GROUP_INVALID. */
public final class GroupValidationCases {
    private GroupValidationCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C129", "A group's executor without a framework id", (Wrong)
                (offer, executor, task) -> executor.clearFrameworkId());
        suite.add("C127", "A group's default executor with a command", (Wrong)
                (offer, executor, task) -> executor.getCommandBuilder().setValue("true"));
        suite.add("C127", "A group's executor without a type", (Wrong) (offer, executor, task) -> executor.clearType());
        suite.add("C130", "A group's executor in a DOCKER container", (Wrong)
                (offer, executor, task) -> docker(executor.getContainerBuilder()));
        suite.add("C130", "A task of a group in a DOCKER container", (Wrong)
                (offer, executor, task) -> docker(task.getContainerBuilder()));
        suite.add("C131", "A task of a group names another executor", (Wrong)
                (offer, executor, task) -> task.setExecutor(TaskValidationCases.custom(offer, "another")));
        suite.add("C377", "A variable without a value in a group", (Wrong)
                (offer, executor, task) -> task.getCommandBuilder()
                        .getEnvironmentBuilder()
                        .addVariables(Variable.newBuilder().setName("A").setType(Variable.Type.VALUE)));
        suite.add("C113", "A group that needs more than is offered", (Wrong) (offer, executor, task) ->
                task.getResourcesBuilder(0).getScalarBuilder().setValue(Tasks.amount(offer, "cpus") + 1));
        suite.add("C127", "A group's executor without disk", (Wrong)
                (offer, executor, task) -> executor.removeResources(2));
    }

    /** Spoils a group. */
    @FunctionalInterface
    private interface Wrong extends Case.Body {
        void spoil(Offer offer, ExecutorInfo.Builder executor, TaskInfo.Builder task);

        @Override
        default void run(Stage stage) throws Exception {
            var session = stage.joined();
            var offer = session.offer();
            var executor = Tasks.defaultExecutor(offer, "e", session.id());
            var good = Tasks.command(offer, "good", "true");
            var bad = Tasks.command(offer, "bad", "true");
            spoil(offer, executor, bad);
            session.send(Calls.accept(offer, Tasks.group(executor, good, bad)));
            var refused = new TreeSet<String>();
            for (int i = 0; i < 2; i++) {
                var status = session.update();
                stage.expectFromMaster(TaskState.TASK_ERROR, Reason.REASON_TASK_GROUP_INVALID, status);
                refused.add(status.getTaskId().getValue());
            }
            stage.expect("refused tasks", Set.of("bad", "good"), Set.copyOf(refused));
        }
    }

    private static void docker(ContainerInfo.Builder container) {
        container.setType(ContainerInfo.Type.DOCKER).getDockerBuilder().setImage("no-such-image");
    }
}
