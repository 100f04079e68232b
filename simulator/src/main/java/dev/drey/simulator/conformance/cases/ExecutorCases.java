/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** The executors that come with Mesos: groups, health, environment. */
public final class ExecutorCases {
    private ExecutorCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C098", "A group on the default executor: STARTING, then RUNNING", stage -> {
            var session = stage.joined();
            group(stage, session, session.offer(), "one", "two");
        });
        suite.addBoth("C319", "KILL of one task of a group: all are KILLED", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            group(stage, session, offer, "one", "two");
            session.send(Calls.kill("one", offer.getAgentId()));
            stage.expect("states", states(TaskState.TASK_KILLED, "one", "two"), next(session, 2));
        });
        suite.add("C321", "A health check that passes: RUNNING, healthy; RECONCILE repeats it", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, checked(offer, "true", 1)));
            stage.awaitRunning(session);
            var status = stage.expectState(TaskState.TASK_RUNNING, session.update());
            stage.expect("reason", Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED, status.getReason());
            stage.expect("healthy", true, status.getHealthy());
            session.send(Calls.reconcile("t", offer.getAgentId()));
            stage.expect("healthy in the answer", true, session.update().getHealthy());
        });
        suite.add("C322", "Two failures of a health check in a row: KILLED, not healthy", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, checked(offer, "false", 2)));
            stage.awaitRunning(session);
            for (int i = 0; i < 2; i++) {
                var status = stage.expectState(TaskState.TASK_RUNNING, session.update());
                stage.expect("healthy", false, status.getHealthy());
            }
            var killed = stage.expectState(TaskState.TASK_KILLED, session.update());
            stage.expect("healthy at the end", false, killed.getHealthy());
        });
        suite.add(
                "C326",
                "MESOS_ALLOCATION_ROLE is in the environment of a command task",
                stage -> finishes(stage, "test \"$MESOS_ALLOCATION_ROLE\" = \"" + stage.role() + "\""));
        suite.add(
                "C326",
                "MESOS_SANDBOX is the working directory, MESOS_EXECUTOR_ID the task's id",
                stage -> finishes(stage, "test \"$MESOS_SANDBOX\" = \"$PWD\" && test \"$MESOS_EXECUTOR_ID\" = t"));
        suite.add("C327", "A user that does not exist: DROPPED by the agent", stage -> {
            var session = stage.joined(Capability.Type.PARTITION_AWARE);
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "true");
            task.getCommandBuilder().setUser("drey-no-such-user");
            session.send(Calls.launch(offer, task));
            var status = session.update();
            stage.expectState(TaskState.TASK_DROPPED, status);
            stage.expect("source", TaskStatus.Source.SOURCE_AGENT, status.getSource());
        });
        suite.add("C339", "A URI that cannot be fetched: FAILED, CONTAINER_LAUNCH_FAILED", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "true");
            task.getCommandBuilder().addUrisBuilder().setValue("/no/such/file/of/drey-conformance");
            session.send(Calls.launch(offer, task));
            var failed = stage.expectState(TaskState.TASK_FAILED, session.update());
            stage.expect("reason", Reason.REASON_CONTAINER_LAUNCH_FAILED, failed.getReason());
        });
    }

    private static void group(Stage stage, Session session, Offer offer, String... ids) throws Exception {
        var tasks = new TaskInfo.Builder[ids.length];
        for (int i = 0; i < ids.length; i++) {
            tasks[i] = Tasks.command(offer, ids[i], "sleep 600");
        }
        session.send(Calls.accept(offer, Tasks.group(Tasks.defaultExecutor(offer, "e", session.id()), tasks)));
        stage.expect("states", states(TaskState.TASK_STARTING, ids), next(session, ids.length));
        stage.expect("states", states(TaskState.TASK_RUNNING, ids), next(session, ids.length));
    }

    private static Map<String, TaskState> next(Session session, int count) throws Exception {
        var states = new TreeMap<String, TaskState>();
        for (int i = 0; i < count; i++) {
            var status = session.update();
            states.put(status.getTaskId().getValue(), status.getState());
        }
        return states;
    }

    private static Map<String, TaskState> states(TaskState state, String... ids) {
        var states = new TreeMap<String, TaskState>();
        Set.of(ids).forEach(id -> states.put(id, state));
        return states;
    }

    private static TaskInfo.Builder checked(Offer offer, String command, int failures) {
        var task = Tasks.command(offer, "t", "sleep 600");
        task.getHealthCheckBuilder()
                .setType(HealthCheck.Type.COMMAND)
                .setDelaySeconds(0)
                .setIntervalSeconds(0.2)
                .setGracePeriodSeconds(0)
                .setConsecutiveFailures(failures)
                .getCommandBuilder()
                .setValue(command);
        return task;
    }

    private static void finishes(Stage stage, String command) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        session.send(Calls.launch(offer, Tasks.command(offer, "t", command)));
        stage.awaitRunning(session);
        stage.expectState(TaskState.TASK_FINISHED, session.update());
    }
}
