/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Session;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** UPDATE_FRAMEWORK. */
public final class UpdateFrameworkCases {
    private UpdateFrameworkCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C042 C035", "UPDATE_FRAMEWORK of user: 400, nothing changed", stage -> {
            var session = stage.joined();
            stage.expect(
                    "status",
                    400,
                    update(session, info(session).setUser("somebody-else").setName("other")));
            stage.expect("name", stage.info().getName(), shown(stage, session, "name"));
        });
        suite.add("C043", "UPDATE_FRAMEWORK of principal: 400", stage -> {
            var session = stage.joined();
            stage.expect("status", 400, update(session, info(session).setPrincipal("somebody-else")));
        });
        suite.add("C035", "UPDATE_FRAMEWORK of checkpoint: 400", stage -> {
            var session = stage.joined();
            stage.expect("status", 400, update(session, info(session).setCheckpoint(false)));
        });
        suite.addBoth("C045", "UPDATE_FRAMEWORK of what may change: 200, and shown", stage -> {
            var session = stage.joined();
            var changed =
                    info(session).setName("other name").setFailoverTimeout(61).setWebuiUrl("http://127.0.0.1/");
            stage.expect("status", 200, update(session, changed));
            stage.expect("name", "other name", shown(stage, session, "name"));
            stage.expect("failover_timeout", "61.0", shown(stage, session, "failover_timeout"));
            stage.expect("webui_url", "http://127.0.0.1/", shown(stage, session, "webui_url"));
        });
        suite.add("C367", "UPDATE_FRAMEWORK with the same data: 200", stage -> {
            var session = stage.joined();
            stage.expect("status", 200, update(session, info(session)));
        });
        suite.add("C046", "No roles: no offers, until UPDATE_FRAMEWORK adds one", stage -> {
            var session = stage.session(stage.info().clearRoles()).join();
            session.silence(Event.Type.OFFERS, stage.ticks(3));
            stage.expect("status", 200, update(session, info(session).addRoles(stage.role())));
            session.offer();
        });
        suite.addBoth("C047", "UPDATE_FRAMEWORK takes the roles away: RESCIND, no further offers", stage -> {
            var session = stage.joined();
            var offer = session.offer();
            stage.expect("status", 200, update(session, info(session).clearRoles()));
            var rescinded = session.take(
                    "RESCIND of " + offer.getId().getValue(),
                    event -> event.getType() == Event.Type.RESCIND
                            && event.getRescind().getOfferId().equals(offer.getId()));
            stage.expect(
                    "rescinded offer", offer.getId(), rescinded.getRescind().getOfferId());
            session.silence(Event.Type.OFFERS, stage.ticks(3));
        });
        suite.add("C063", "A role added as suppressed gets no offers", stage -> {
            var session = stage.session(stage.info().clearRoles()).join();
            var status = update(session, info(session).addRoles(stage.role()), stage.role());
            stage.expect("status", 200, status);
            session.silence(Event.Type.OFFERS, stage.ticks(3));
        });
        suite.add("C066", "UPDATE_FRAMEWORK suppresses, and takes it back", stage -> {
            var session = stage.session(stage.info()).join(stage.role());
            stage.expect("status while suppressed", 200, update(session, info(session), stage.role()));
            session.silence(Event.Type.OFFERS, stage.ticks(3));
            stage.expect("status", 200, update(session, info(session)));
            session.offer();
        });
    }

    private static FrameworkInfo.Builder info(Session session) {
        return session.info().toBuilder();
    }

    private static int update(Session session, FrameworkInfo.Builder info, String... suppressed) throws Exception {
        var call = Calls.of(Call.Type.UPDATE_FRAMEWORK);
        call.getUpdateFrameworkBuilder().setFrameworkInfo(info).addAllSuppressedRoles(List.of(suppressed));
        return session.call(call);
    }

    private static String shown(Stage stage, Session session, String field) throws Exception {
        var path = "/frameworks?framework_id=" + session.id().getValue();
        return stage.web().get(path).at("/frameworks/0/" + field).asText();
    }
}
