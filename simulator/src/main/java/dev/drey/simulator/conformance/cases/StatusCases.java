/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import com.google.protobuf.ByteString;
import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Status updates and their acknowledgement, KILL, and how tasks end. */
public final class StatusCases {
    private static final long SECOND = 1_000_000_000L;

    private StatusCases() {}

    public static void addTo(Suite suite) {
        suite.add("C075", "Without an acknowledgement the next update does not come", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "sleep 600")));
            var starting = stage.expectState(TaskState.TASK_STARTING, session.unacknowledgedUpdate());
            session.silence(Event.Type.UPDATE, stage.ticks(2));
            session.acknowledge(starting);
            stage.expectState(TaskState.TASK_RUNNING, session.update());
        });
        suite.add("C221", "An acknowledgement with another uuid is ignored", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "sleep 600")));
            var starting = session.unacknowledgedUpdate();
            var wrong = ByteString.fromHex("0123456789ab4def8123456789abcdef");
            session.send(Calls.acknowledge(starting.toBuilder().setUuid(wrong).build()));
            session.silence(Event.Type.UPDATE, stage.ticks(2));
            session.acknowledge(starting);
            stage.expectState(TaskState.TASK_RUNNING, session.update());
        });
        suite.add("C210 C211", "A task that has ended without acknowledgement: its resources are free", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
            session.unacknowledgedUpdate();
            stage.await(
                    "the master shows no used cpus of the task",
                    () -> stage.web()
                                    .get("/frameworks?framework_id="
                                            + session.id().getValue())
                                    .at("/frameworks/0/used_resources/cpus")
                                    .asDouble()
                            == 0);
        });
        suite.addBoth("C218", "KILL with TASK_KILLING_STATE: KILLING, then KILLED", stage -> {
            var session = stage.joined(Capability.Type.TASK_KILLING_STATE);
            var offer = session.offer();
            stage.running(session, offer, "t");
            session.send(Calls.kill("t"));
            stage.expectState(TaskState.TASK_KILLING, session.update());
            stage.expectState(TaskState.TASK_KILLED, session.update());
        });
        suite.addBoth("C214 C247", "KILL of an unknown task is answered like RECONCILE", stage -> {
            var session = stage.joined(Capability.Type.PARTITION_AWARE);
            var offer = session.offer();
            session.send(Calls.kill("unknown", offer.getAgentId()));
            stage.expectFromMaster(TaskState.TASK_GONE, Reason.REASON_RECONCILIATION, session.update());
            session.send(Calls.kill("unknown"));
            stage.expectFromMaster(TaskState.TASK_UNKNOWN, Reason.REASON_RECONCILIATION, session.update());
        });
        suite.add("C213", "KILL that names another agent is ignored", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.running(session, offer, "t");
            var other = offer.getAgentId().toBuilder().setValue("another-agent").build();
            session.send(Calls.kill("t", other));
            session.silence(Event.Type.UPDATE, stage.ticks(2));
        });
        suite.add("C233", "max_completion_time: FAILED, without KILLING", stage -> {
            var session = stage.joined(Capability.Type.TASK_KILLING_STATE);
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "sleep 600");
            task.getMaxCompletionTimeBuilder().setNanoseconds(SECOND);
            session.send(Calls.launch(offer, task));
            stage.awaitRunning(session);
            var failed = stage.expectState(TaskState.TASK_FAILED, session.update());
            stage.expect("reason", Reason.REASON_MAX_COMPLETION_TIME_REACHED, failed.getReason());
        });
        suite.add("C099", "A command that exits with 1: FAILED", StatusCases::failed);
    }

    private static void failed(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        session.send(Calls.launch(offer, Tasks.command(offer, "t", "exit 1")));
        stage.awaitRunning(session);
        var failed = stage.expectState(TaskState.TASK_FAILED, session.update());
        stage.expect("whether it has a reason", false, failed.hasReason());
    }
}
