/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** RECONCILE. */
public final class ReconcileCases {
    private ReconcileCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C073 C234 C235", "A task that runs: RUNNING, RECONCILIATION, no uuid", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.running(session, offer, "t");
            session.send(Calls.reconcile("t"));
            var status = stage.expectFromMaster(TaskState.TASK_RUNNING, Reason.REASON_RECONCILIATION, session.update());
            stage.expect("agent", offer.getAgentId(), status.getAgentId());
        });
        suite.addBoth("C237", "An unknown task on a known agent: LOST", stage -> {
            var session = stage.joined();
            session.send(Calls.reconcile("unknown", session.offer().getAgentId()));
            stage.expectFromMaster(TaskState.TASK_LOST, Reason.REASON_RECONCILIATION, session.update());
        });
        suite.addBoth("C238", "The same for PARTITION_AWARE: GONE", stage -> {
            var session = stage.joined(Capability.Type.PARTITION_AWARE);
            session.send(Calls.reconcile("unknown", session.offer().getAgentId()));
            stage.expectFromMaster(TaskState.TASK_GONE, Reason.REASON_RECONCILIATION, session.update());
        });
        suite.add("C245", "An unknown task without an agent: UNKNOWN", stage -> {
            var session = stage.joined(Capability.Type.PARTITION_AWARE);
            session.send(Calls.reconcile("unknown"));
            stage.expectFromMaster(TaskState.TASK_UNKNOWN, Reason.REASON_RECONCILIATION, session.update());
        });
        suite.addBoth("C241", "Implicit: nothing of tasks that have ended and are acknowledged", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
            stage.awaitRunning(session);
            stage.expectState(TaskState.TASK_FINISHED, session.update());
            session.send(Calls.reconcile());
            session.silence(Event.Type.UPDATE, stage.ticks(2));
        });
        suite.addBoth("C242", "Implicit: a task that has ended and is not acknowledged", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
            stage.awaitRunning(session);
            stage.expectState(TaskState.TASK_FINISHED, session.unacknowledgedUpdate());
            session.send(Calls.reconcile());
            var answer = session.take(
                    "UPDATE without a uuid",
                    event -> event.getType() == Event.Type.UPDATE
                            && !event.getUpdate().getStatus().hasUuid());
            stage.expectFromMaster(
                    TaskState.TASK_FINISHED,
                    Reason.REASON_RECONCILIATION,
                    answer.getUpdate().getStatus());
        });
        suite.add("C235", "Answers come in the order of the question", stage -> {
            var session = stage.joined();
            var call = Calls.reconcile("one");
            call.getReconcileBuilder().addTasksBuilder().getTaskIdBuilder().setValue("two");
            call.getReconcileBuilder().addTasksBuilder().getTaskIdBuilder().setValue("one");
            session.send(call);
            stage.expect("first", "one", session.update().getTaskId().getValue());
            stage.expect("second", "two", session.update().getTaskId().getValue());
            stage.expect("third", "one", session.update().getTaskId().getValue());
        });
    }
}
