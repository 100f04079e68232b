/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Case;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.Value.Scalar;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Tasks that are not valid: each is answered with TASK_ERROR and its neighbours run. */
public final class TaskValidationCases {
    private TaskValidationCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C113", "More than is offered", (Wrong) (offer, task) ->
                task.getResourcesBuilder(0).getScalarBuilder().setValue(Tasks.amount(offer, "cpus") + 1));
        suite.add("C157", "cpus that round to zero", (Wrong)
                (offer, task) -> task.getResourcesBuilder(0).getScalarBuilder().setValue(0.0001));
        suite.add("C111", "Both a command and an executor", (Wrong)
                (offer, task) -> task.setExecutor(custom(offer, "e")));
        suite.add("C110", "An executor of another framework", (Wrong) (offer, task) -> {
            var executor = custom(offer, "e");
            executor.getFrameworkIdBuilder().setValue("another-framework");
            task.clearCommand().setExecutor(executor);
        });
        suite.add("C117 C127", "An executor without a command", (Wrong) (offer, task) ->
                task.clearCommand().setExecutor(custom(offer, "e").clearCommand()));
        suite.add("C118", "A default executor in LAUNCH", (Wrong) (offer, task) -> task.clearCommand()
                .setExecutor(custom(offer, "e").clearCommand().setType(ExecutorInfo.Type.DEFAULT)));
        suite.add("C121", "A negative shutdown grace period", (Wrong) (offer, task) -> {
            var executor = custom(offer, "e");
            executor.getShutdownGracePeriodBuilder().setNanoseconds(-1);
            task.clearCommand().setExecutor(executor);
        });
        suite.add("C122", "A negative kill grace period", (Wrong) (offer, task) ->
                task.getKillPolicyBuilder().getGracePeriodBuilder().setNanoseconds(-1));
        suite.add("C123", "A variable without a value", (Wrong) (offer, task) -> task.getCommandBuilder()
                .getEnvironmentBuilder()
                .addVariables(Variable.newBuilder().setName("A").setType(Variable.Type.VALUE)));
        suite.add("C123", "A secret variable without a secret", (Wrong) (offer, task) -> task.getCommandBuilder()
                .getEnvironmentBuilder()
                .addVariables(Variable.newBuilder().setName("A").setType(Variable.Type.SECRET)));
        suite.add("C125", "A limit below the request", (Wrong)
                (offer, task) -> task.putLimits("cpus", scalar(Tasks.CPUS / 2)));
        suite.add("C125", "A limit of what is not requested", (Wrong)
                (offer, task) -> task.removeResources(1).putLimits("mem", scalar(64)));
        suite.add("C373", "A limit of something else than cpus and mem", (Wrong)
                (offer, task) -> task.addResources(Tasks.part(offer, "disk", 1)).putLimits("disk", scalar(2)));
        suite.add("C126", "Resources allocated to two roles", (Wrong) (offer, task) ->
                task.getResourcesBuilder(1).getAllocationInfoBuilder().setRole("another-role"));
        suite.add("C113", "A resource that nobody offers", (Wrong) (offer, task) -> task.addResources(
                Tasks.scalar("no-such-thing", 1, offer.getAllocationInfo().getRole())));
        suite.addBoth("C114", "The id of a task that runs: ERROR, the first goes on", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.running(session, offer, "t");
            var rest = session.offer(other -> other.getAgentId().equals(offer.getAgentId()));
            session.send(Calls.launch(rest, Tasks.command(rest, "t", "true")));
            stage.expectFromMaster(TaskState.TASK_ERROR, Reason.REASON_TASK_INVALID, session.update());
            session.send(Calls.reconcile("t", offer.getAgentId()));
            stage.expectState(TaskState.TASK_RUNNING, session.update());
        });
        suite.add("C119", "One executor id with two different executors: the second task is refused", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var first = Tasks.bare(offer, "one").setExecutor(custom(offer, "e"));
            var second = Tasks.bare(offer, "two").setExecutor(custom(offer, "e").setName("another"));
            session.send(Calls.launch(offer, first, second));
            var status = session.take(
                    "UPDATE of two",
                    event -> event.getType() == Event.Type.UPDATE
                            && event.getUpdate()
                                    .getStatus()
                                    .getTaskId()
                                    .getValue()
                                    .equals("two"));
            stage.expectFromMaster(
                    TaskState.TASK_ERROR,
                    Reason.REASON_TASK_INVALID,
                    status.getUpdate().getStatus());
        });
    }

    /** Spoils a task. */
    @FunctionalInterface
    private interface Wrong extends Case.Body {
        void spoil(Offer offer, TaskInfo.Builder task);

        @Override
        default void run(Stage stage) throws Exception {
            var session = stage.joined();
            var offer = session.offer();
            var wrong = Tasks.command(offer, "wrong", "true");
            spoil(offer, wrong);
            session.send(Calls.launch(offer, wrong));
            stage.expectFromMaster(TaskState.TASK_ERROR, Reason.REASON_TASK_INVALID, session.update());
            runsBeside(stage, session, offer);
        }
    }

    /* What the refused task would have had is there for others. */
    private static void runsBeside(Stage stage, Session session, Offer offer) throws Exception {
        var again = session.expectOffer(
                "its resources again", other -> other.getAgentId().equals(offer.getAgentId()));
        session.send(Calls.decline(0, again));
    }

    static ExecutorInfo.Builder custom(Offer offer, String id) {
        var executor = ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .addResources(Tasks.part(offer, "cpus", Tasks.CPUS))
                .addResources(Tasks.part(offer, "mem", Tasks.MEM));
        executor.getExecutorIdBuilder().setValue(id);
        executor.getCommandBuilder().setValue("sleep 600");
        return executor;
    }

    private static Scalar scalar(double value) {
        return Scalar.newBuilder().setValue(value).build();
    }
}
