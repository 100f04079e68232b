/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Case.Need;
import dev.drey.simulator.conformance.Control.Agent;
import dev.drey.simulator.conformance.Difference;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Skipped;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Tasks;
import java.io.IOException;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What happens when agents and masters die, are stopped, or come back. */
public final class AgentControlCases {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private AgentControlCases() {}

    public static void addTo(Suite suite) {
        suite.add(
                "C286",
                "An agent dies: tasks without checkpoints are LOST, AGENT_DISCONNECTED, at once",
                Need.CONTROL,
                AgentControlCases::withoutCheckpoint);
        suite.add(
                "C209",
                "An agent dies and is back: the task still runs, what was not acknowledged comes again",
                Need.CONTROL,
                AgentControlCases::restarted);
        suite.add(
                "C250 C251",
                "An agent is silent: RESCIND, UNREACHABLE, FAILURE; it is back: RUNNING",
                Need.CONTROL,
                stage -> silent(stage, TaskState.TASK_UNREACHABLE, Capability.Type.PARTITION_AWARE));
        suite.add(
                "C250",
                "The same without PARTITION_AWARE: LOST, then RUNNING",
                Need.CONTROL,
                stage -> silent(stage, TaskState.TASK_LOST));
        suite.add(
                "C219 C245",
                "KILL of an unreachable task is forgotten",
                Need.CONTROL,
                AgentControlCases::killForgotten);
        suite.add(
                "C299",
                "An agent leaves: LOST, AGENT_REMOVED, and FAILURE, for PARTITION_AWARE too",
                Need.CONTROL,
                AgentControlCases::leaves);
        suite.add(
                "C287",
                "An agent forgets who it was: LOST, AGENT_REMOVED, and a new id",
                Need.CONTROL,
                AgentControlCases::wiped);
        suite.add(
                "C031 C174",
                "The master fails over: the id is kept, the task runs, offers leave it out",
                Need.CONTROL,
                AgentControlCases::masterFailover);
    }

    private static void withoutCheckpoint(Stage stage) throws Exception {
        var session = stage.session(stage.info(Capability.Type.PARTITION_AWARE).setCheckpoint(false))
                .join();
        var offer = session.offer();
        stage.running(session, offer, "t");
        away(
                stage,
                offer,
                "kill-agent",
                "start-agent",
                agent -> stage.expectFromMaster(
                        TaskState.TASK_LOST, Reason.REASON_AGENT_DISCONNECTED, session.update()));
    }

    private static void restarted(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        session.send(Calls.launch(offer, Tasks.command(offer, "t", "sleep 600")));
        var starting = stage.expectState(TaskState.TASK_STARTING, session.unacknowledgedUpdate());
        away(
                stage,
                offer,
                "kill-agent",
                "start-agent",
                agent -> stage.await(
                        "the agent is disconnected", () -> !stage.control().isActive(agent.id())));
        var again = session.unacknowledgedUpdate();
        stage.expect("uuid", starting.getUuid(), again.getUuid());
        session.acknowledge(again);
        stage.expectState(TaskState.TASK_RUNNING, session.update());
    }

    private static void silent(Stage stage, TaskState state, Capability.Type... capabilities) throws Exception {
        var session = stage.joined(capabilities);
        var offer = session.offer();
        stage.running(session, offer, "t");
        var rest =
                session.expectOffer("the leftovers", other -> other.getAgentId().equals(offer.getAgentId()));
        var patience = timeToUnreachable(stage);
        away(stage, offer, "pause-agent", "resume-agent", agent -> {
            var update = session.poll(Event.Type.UPDATE, patience);
            var status = update.orElseThrow(
                            () -> new Difference("event", "UPDATE", "none within " + patience.toSeconds() + " s"))
                    .getUpdate()
                    .getStatus();
            stage.expectFromMaster(state, Reason.REASON_AGENT_REMOVED, status);
            stage.expect("whether it tells since when", true, status.hasUnreachableTime());
            stage.expect(
                    "agent of FAILURE",
                    offer.getAgentId(),
                    session.take(Event.Type.FAILURE).getFailure().getAgentId());
            stage.expect(
                    "rescinded offer",
                    rest.getId(),
                    session.take(Event.Type.RESCIND).getRescind().getOfferId());
        });
        stage.expectFromMaster(TaskState.TASK_RUNNING, Reason.REASON_AGENT_REREGISTERED, session.update());
    }

    private static void killForgotten(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.PARTITION_AWARE);
        var offer = session.offer();
        stage.running(session, offer, "t");
        var patience = timeToUnreachable(stage);
        away(stage, offer, "pause-agent", "resume-agent", agent -> {
            stage.expect(
                    "whether it is told",
                    true,
                    session.poll(Event.Type.UPDATE, patience).isPresent());
            session.send(Calls.kill("t", offer.getAgentId()));
            stage.expectFromMaster(TaskState.TASK_UNREACHABLE, Reason.REASON_RECONCILIATION, session.update());
            session.send(Calls.reconcile("t"));
            stage.expectFromMaster(TaskState.TASK_UNKNOWN, Reason.REASON_RECONCILIATION, session.update());
        });
        stage.expectFromMaster(TaskState.TASK_RUNNING, Reason.REASON_AGENT_REREGISTERED, session.update());
        session.silence(Event.Type.UPDATE, stage.ticks(2));
    }

    private static void leaves(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.PARTITION_AWARE);
        var offer = session.offer();
        stage.running(session, offer, "t");
        away(stage, offer, "stop-agent-gracefully", "start-agent", agent -> {
            stage.expectFromMaster(TaskState.TASK_LOST, Reason.REASON_AGENT_REMOVED, session.update());
            stage.expect(
                    "agent of FAILURE",
                    offer.getAgentId(),
                    session.take(Event.Type.FAILURE).getFailure().getAgentId());
        });
    }

    private static void wiped(Stage stage) throws Exception {
        var session = stage.joined(Capability.Type.PARTITION_AWARE);
        var offer = session.offer();
        stage.running(session, offer, "t");
        var agent = stage.control().agent(offer.getAgentId());
        stage.control().agent("kill-agent", agent);
        try {
            stage.control().agent("wipe-agent", agent);
        } finally {
            stage.control().agent("start-agent", agent);
        }
        stage.expectFromMaster(TaskState.TASK_LOST, Reason.REASON_AGENT_REMOVED, session.update());
        stage.await("an agent with another id is active", () -> stage.control().agents().stream()
                .anyMatch(other -> other.port() == agent.port()
                        && other.hostname().equals(agent.hostname())
                        && !other.id().equals(agent.id())));
    }

    private static void masterFailover(Stage stage) throws Exception {
        var first = stage.joined(Capability.Type.PARTITION_AWARE);
        var offer = first.offer();
        stage.running(first, offer, "t");
        stage.control().leadingMaster("restart-master");
        stage.expect("whether the stream ends", true, first.hasEnded());
        stage.await("the master answers", () -> answers(first));
        var second = stage.successor(first).join();
        stage.expect("id of the framework", first.id(), second.id());
        stage.await("the agent is back", () -> stage.control()
                .isActive(offer.getAgentId().getValue()));
        second.send(Calls.reconcile("t", offer.getAgentId()));
        stage.expectState(TaskState.TASK_RUNNING, second.update());
        var rest =
                second.expectOffer("of the agent", other -> other.getAgentId().equals(offer.getAgentId()));
        stage.expect("whether less is offered", true, Tasks.amount(rest, "cpus") < Tasks.amount(offer, "cpus"));
    }

    private static boolean answers(Session session) throws InterruptedException {
        try {
            int status = session.call(Calls.revive());
            return status == 400 || status == 403;
        } catch (IOException e) {
            return false;
        }
    }

    /** Does something to the agent of an offer, looks, and takes it back, whatever was seen. */
    private static void away(Stage stage, Offer offer, String action, String back, Look look) throws Exception {
        var agent = stage.control().agent(offer.getAgentId());
        stage.control().agent(action, agent);
        try {
            look.at(agent);
        } finally {
            stage.control().agent(back, agent);
            stage.await("the agent is back", () -> stage.control().agents().stream()
                    .anyMatch(other -> other.port() == agent.port()
                            && other.hostname().equals(agent.hostname())
                            && other.isActive()));
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(Agent agent) throws Exception;
    }

    private static Duration timeToUnreachable(Stage stage) throws Exception {
        var ping = stage.flag("agent_ping_timeout", Duration.ofSeconds(15));
        int misses =
                stage.web().get("/flags").at("/flags/max_agent_ping_timeouts").asInt(5);
        var time = ping.multipliedBy(misses + 1L).plusSeconds(5);
        if (time.compareTo(LONGEST) > 0) {
            throw new Skipped("this master takes longer than " + LONGEST.toSeconds() + " s to miss an agent");
        }
        return time;
    }
}
