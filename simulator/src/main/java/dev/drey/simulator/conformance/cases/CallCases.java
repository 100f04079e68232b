/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Suite;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** DECLINE, SUPPRESS, REVIVE, KILL and the operator's teardown. */
public final class CallCases {
    private CallCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C067", "DECLINE with no filter: offered again at the next tick", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.decline(0, offer));
            session.send(Calls.decline(0, offer)); // not there any more, and that is all right
            session.expectOffer(
                    "the same agent again", other -> other.getAgentId().equals(offer.getAgentId()));
        });
        suite.addBoth("C069 C194", "SUPPRESS: no offers; REVIVE: offers again", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            session.send(Calls.suppress());
            session.send(Calls.decline(0, offer));
            session.declineRest(0, stage.ticks(1));
            session.noOffer("suppressed", any -> true, stage.ticks(3));
            session.send(Calls.revive());
            session.offer();
        });
        suite.add("C082 C195", "SUPPRESS of one role: offers for the other only", stage -> {
            var session =
                    stage.session(stage.info().addRoles(stage.otherRole())).join(stage.role(), stage.otherRole());
            session.send(Calls.revive());
            var offer = session.offer();
            session.send(Calls.suppress(stage.role()));
            session.send(Calls.decline(0, offer));
            session.declineRest(0, stage.ticks(1));
            session.noOffer("in the suppressed role", any -> role(any).equals(stage.role()), stage.ticks(3));
        });
        suite.add("C083", "REVIVE of one role of two suppressed ones: offers for that only", stage -> {
            var session =
                    stage.session(stage.info().addRoles(stage.otherRole())).join(stage.role(), stage.otherRole());
            session.silence(Event.Type.OFFERS, stage.ticks(2));
            session.send(Calls.revive(stage.otherRole()));
            var offer = session.offer();
            stage.expect("role of the offer", stage.otherRole(), role(offer));
            session.send(Calls.decline(0, offer));
            session.noOffer("in the suppressed role", any -> role(any).equals(stage.role()), stage.ticks(3));
        });
        suite.add("C194", "REVIVE of a role that is not subscribed is ignored", stage -> {
            var session = stage.session(stage.info()).join(stage.role());
            session.send(Calls.revive("no-such-role"));
            session.silence(Event.Type.OFFERS, stage.ticks(3));
        });
        suite.addBoth("C079", "POST /teardown: 200, the stream ends without ERROR", stage -> {
            var session = stage.joined();
            stage.running(session, session.offer(), "t");
            var body = "frameworkId=" + session.id().getValue();
            stage.expect("status", 200, stage.web().form("/teardown", body).statusCode());
            stage.expect("whether the stream ends", true, session.hasEnded());
            session.silence(Event.Type.ERROR, stage.ticks(0));
            stage.expect(
                    "status of an unknown framework",
                    400,
                    stage.web().form("/teardown", body).statusCode());
        });
        suite.addBoth("C074 C213 C217", "KILL: KILLED with a uuid, without KILLING before", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.running(session, offer, "t");
            session.send(Calls.kill("t", offer.getAgentId()));
            var killed = stage.expectState(TaskState.TASK_KILLED, session.update());
            stage.expect("whether it has a uuid", true, killed.hasUuid());
        });
    }

    private static String role(Offer offer) {
        return offer.getAllocationInfo().getRole();
    }
}
