/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Skipped;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/** ACCEPT: which offers it may name, and what is launched. */
public final class AcceptCases {
    private AcceptCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C099", "A command task: STARTING, RUNNING, FINISHED, each with a uuid", AcceptCases::wholeLife);
        suite.add("C105", "A task with 0.01 cpus and 1 MB runs", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var task = Tasks.command(offer, "t", "true");
            task.setResources(0, Tasks.part(offer, "cpus", 0.01)).setResources(1, Tasks.part(offer, "mem", 1));
            session.send(Calls.launch(offer, task));
            stage.awaitRunning(session);
        });
        suite.addBoth("C094", "An offer that was used: LOST, or DROPPED for PARTITION_AWARE, INVALID_OFFERS", stage -> {
            stale(stage, stage.joined(), TaskState.TASK_LOST);
            stale(stage, stage.joined(Capability.Type.PARTITION_AWARE), TaskState.TASK_DROPPED);
        });
        suite.addBoth("C093", "The same offer twice in one ACCEPT: INVALID_OFFERS", stage -> {
            var session = stage.joined(Capability.Type.PARTITION_AWARE);
            var offer = session.offer();
            var launch = Calls.launchOperation(Tasks.command(offer, "t", "true"));
            session.send(Calls.accept(List.of(offer, offer), launch));
            stage.expectFromMaster(TaskState.TASK_DROPPED, Reason.REASON_INVALID_OFFERS, session.update());
        });
        suite.add("C091 C090", "Offers of two agents in one ACCEPT: INVALID_OFFERS", AcceptCases::twoAgents);
        suite.add("C089", "Two offers of one agent in one ACCEPT", stage -> {
            var session = stage.joined();
            var first = session.offer();
            session.send(Calls.launch(first, Tasks.command(first, "t", "sleep 600")));
            stage.awaitRunning(session);
            var second = session.expectOffer("the leftovers", other -> sameAgent(first, other));
            session.send(Calls.kill("t", first.getAgentId()));
            stage.expectState(TaskState.TASK_KILLED, session.update());
            var third = session.expectOffer("what the task had", other -> sameAgent(first, other));
            var task = Tasks.command(third, "both", "true");
            session.send(Calls.accept(List.of(second, third), Calls.launchOperation(task)));
            stage.awaitRunning(session);
        });
        suite.add("C101", "Offers of two roles in one ACCEPT: INVALID_OFFERS", AcceptCases::twoRoles);
        suite.add("C099", "Two tasks in one LAUNCH, and two LAUNCHes in one ACCEPT", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.accept(
                    offer,
                    Calls.launchOperation(
                            Tasks.command(offer, "one", "sleep 600"), Tasks.command(offer, "two", "sleep 600")),
                    Calls.launchOperation(Tasks.command(offer, "three", "sleep 600"))));
            for (int i = 0; i < 6; i++) {
                stage.expect("source", Source.SOURCE_EXECUTOR, session.update().getSource());
            }
        });
    }

    private static void wholeLife(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        session.send(Calls.launch(offer, Tasks.command(offer, "t", "sleep 1")));
        for (var state : List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED)) {
            var status = stage.expectState(state, session.update());
            stage.expect("source", Source.SOURCE_EXECUTOR, status.getSource());
            stage.expect("length of the uuid", 16, status.getUuid().size());
            stage.expect("agent", offer.getAgentId(), status.getAgentId());
            stage.expect("executor", "t", status.getExecutorId().getValue());
            stage.expect("whether it has a timestamp", true, status.hasTimestamp());
            stage.expect("whether it has a reason", false, status.hasReason());
        }
    }

    private static void stale(Stage stage, Session session, TaskState state) throws Exception {
        var offer = session.offer();
        session.send(Calls.decline(3600, offer));
        session.send(Calls.launch(offer, Tasks.command(offer, "t", "true")));
        stage.expectFromMaster(state, Reason.REASON_INVALID_OFFERS, session.update());
    }

    private static void twoAgents(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.PARTITION_AWARE);
        if (stage.control().agents().size() < 2) {
            throw new Skipped("there is only one agent");
        }
        var one = session.offer();
        var other = session.nextOffer(offer -> !sameAgent(one, offer), stage.ticks(5))
                .orElseThrow(() -> new Skipped("no second agent was offered"));
        var launch = Calls.launchOperation(Tasks.command(one, "t", "true"));
        session.send(Calls.accept(List.of(one, other), launch));
        stage.expectFromMaster(TaskState.TASK_DROPPED, Reason.REASON_INVALID_OFFERS, session.update());
        session.expectOffer("its resources again", offer -> sameAgent(one, offer));
    }

    private static void twoRoles(Stage stage) throws Exception {
        var session = stage.session(stage.info(Capability.Type.PARTITION_AWARE).addRoles(stage.otherRole()))
                .join();
        var first = session.offer();
        session.declineRest(3600, stage.ticks(0)); // so that the other role has nothing and is next
        session.send(Calls.launch(first, Tasks.command(first, "first", "sleep 600")));
        stage.awaitRunning(session);
        var rest = session.nextOffer(offer -> sameAgent(first, offer) && !sameRole(first, offer), stage.ticks(5))
                .orElseThrow(() -> new Skipped("the leftovers were not offered in the other role"));
        session.send(Calls.kill("first", first.getAgentId()));
        stage.expectState(TaskState.TASK_KILLED, session.update());
        var back = session.nextOffer(offer -> sameAgent(first, offer) && !sameRole(rest, offer), stage.ticks(5))
                .orElseThrow(() -> new Skipped("what the task had was not offered in the first role"));
        session.send(Calls.accept(List.of(rest, back), Calls.launchOperation(Tasks.command(rest, "t", "true"))));
        stage.expectFromMaster(TaskState.TASK_DROPPED, Reason.REASON_INVALID_OFFERS, session.update());
    }

    private static boolean sameAgent(Offer one, Offer other) {
        return one.getAgentId().equals(other.getAgentId());
    }

    private static boolean sameRole(Offer one, Offer other) {
        return one.getAllocationInfo().equals(other.getAllocationInfo());
    }
}
