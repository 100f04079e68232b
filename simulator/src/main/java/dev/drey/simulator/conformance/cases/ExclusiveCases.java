/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Case.Need;
import dev.drey.simulator.conformance.Control.Agent;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import java.util.Locale;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What an operator does to all who use the cluster: draining, maintenance, weights. Each case takes it back. */
public final class ExclusiveCases {
    private ExclusiveCases() {}

    public static void addTo(Suite suite) {
        suite.add(
                "C310",
                "DRAIN_AGENT: RESCIND, KILLED with AGENT_DRAINING; REACTIVATE_AGENT: offers again",
                Need.EXCLUSIVE,
                ExclusiveCases::drain);
        suite.add(
                "C302",
                "A maintenance schedule: RESCIND, offers with unavailability, INVERSE_OFFERS",
                Need.EXCLUSIVE,
                ExclusiveCases::maintenance);
        suite.add("C181", "The weight of a role in use changes: every offer is rescinded", Need.EXCLUSIVE, stage -> {
            var session = stage.joined();
            var offer = session.offer();
            var weight = "[{\"role\":\"" + stage.role() + "\",\"weight\":";
            stage.expect(
                    "status", 200, stage.web().put("/weights", weight + "2.0}]").statusCode());
            try {
                rescinded(session, offer);
            } finally {
                stage.web().put("/weights", weight + "1.0}]");
            }
            session.offer();
        });
    }

    private static void drain(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        stage.running(session, offer, "t");
        var rest =
                session.expectOffer("the leftovers", other -> other.getAgentId().equals(offer.getAgentId()));
        stage.expect("status", 200, operate(stage, "DRAIN_AGENT", offer.getAgentId()));
        try {
            rescinded(session, rest);
            var killed = stage.expectState(TaskState.TASK_KILLED, session.update());
            stage.expect("reason", Reason.REASON_AGENT_DRAINING, killed.getReason());
            session.noOffer("draining", other -> other.getAgentId().equals(offer.getAgentId()), stage.ticks(3));
        } finally {
            stage.await(
                    "the agent can be reactivated",
                    () -> operate(stage, "REACTIVATE_AGENT", offer.getAgentId()) == 200);
        }
        session.expectOffer(
                "after REACTIVATE_AGENT", other -> other.getAgentId().equals(offer.getAgentId()));
    }

    private static int operate(Stage stage, String type, AgentID agent) throws Exception {
        var field = type.toLowerCase(Locale.ROOT);
        var call =
                "{\"type\":\"" + type + "\",\"" + field + "\":{\"agent_id\":{\"value\":\"" + agent.getValue() + "\"}}}";
        return stage.web().post("/api/v1", call).statusCode();
    }

    private static void maintenance(Stage stage) throws Exception {
        var session = stage.joined();
        var offer = session.offer();
        stage.running(session, offer, "t");
        var rest =
                session.expectOffer("the leftovers", other -> other.getAgentId().equals(offer.getAgentId()));
        var before = stage.web().get("/maintenance/schedule").toString();
        var machine = machine(stage.control().agent(offer.getAgentId()), rest);
        var window = "{\"windows\":[{\"machine_ids\":[" + machine
                + "],\"unavailability\":{\"start\":{\"nanoseconds\":4102444800000000000}}}]}";
        stage.expect(
                "status", 200, stage.web().post("/maintenance/schedule", window).statusCode());
        try {
            rescinded(session, rest);
            session.expectOffer(
                    "with unavailability",
                    other -> other.getAgentId().equals(offer.getAgentId()) && other.hasUnavailability());
            session.take(
                    "INVERSE_OFFERS of the agent", event -> event.getInverseOffers().getInverseOffersList().stream()
                            .anyMatch(inverse -> inverse.getAgentId().equals(offer.getAgentId())));
        } finally {
            stage.web().post("/maintenance/schedule", before);
        }
    }

    private static String machine(Agent agent, Offer offer) {
        var ip = offer.getUrl().getAddress().getIp();
        return "{\"hostname\":\"" + agent.hostname() + "\",\"ip\":\"" + ip + "\"}";
    }

    private static void rescinded(Session session, Offer offer) throws Exception {
        session.take(
                "RESCIND of " + offer.getId().getValue(),
                event -> event.getType() == Event.Type.RESCIND
                        && event.getRescind().getOfferId().equals(offer.getId()));
    }
}
