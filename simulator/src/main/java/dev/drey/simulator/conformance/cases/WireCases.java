/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance.cases;

import com.google.protobuf.ByteString;
import dev.drey.simulator.conformance.Calls;
import dev.drey.simulator.conformance.Skipped;
import dev.drey.simulator.conformance.Stage;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Web;
import dev.drey.simulator.json.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** HTTP: headers, statuses and streams. */
public final class WireCases {
    private static final Map<String, String> AS_JSON = Map.of("Content-Type", Web.JSON);

    private WireCases() {}

    public static void addTo(Suite suite) {
        suite.addBoth("C002 C029", "SUBSCRIBE: 200, a stream id, SUBSCRIBED, and a heartbeat at once", stage -> {
            var session = stage.joined();
            stage.expect("media type of the stream", stage.mediaType(), session.contentType());
            stage.expect(
                    "whether there is a stream id", false, session.streamId().isEmpty());
            var subscribed = session.subscribed();
            stage.expect("heartbeat interval", 15.0, subscribed.getHeartbeatIntervalSeconds());
            stage.expect(
                    "whether master_info has an address",
                    true,
                    subscribed.getMasterInfo().hasAddress());
            session.take(Event.Type.HEARTBEAT);
        });
        suite.add("C001", "Without credentials: 401 and a challenge", WireCases::challenge);
        suite.addBoth("C003", "SUBSCRIBE with a stream id is refused with 400", stage -> {
            var headers = Map.of("Content-Type", Web.JSON, "Mesos-Stream-Id", "b4d16a37-2f6c-4ac9-9a4d-50e0a5f8c8ab");
            stage.expect("status", 400, status(stage, "POST", headers, subscribe(stage)));
        });
        suite.addBoth("C005", "A call with another stream id: 400, the framework stays; TEARDOWN ends it", stage -> {
            var session = stage.joined();
            var call = Calls.of(Call.Type.TEARDOWN);
            var other = Optional.of("b4d16a37-2f6c-4ac9-9a4d-50e0a5f8c8ab");
            stage.expect("status with another stream id", 400, session.call(call, other));
            stage.expect("status without one", 400, session.call(call, Optional.empty()));
            stage.expect("status with its own", 202, session.call(Calls.revive()));
            session.send(Calls.of(Call.Type.TEARDOWN));
            stage.expect("whether the stream ends", true, session.hasEnded());
            session.silence(Event.Type.ERROR, Duration.ZERO);
            stage.expect("status of a framework that is not known", 400, session.call(Calls.revive()));
        });
        suite.add(
                "C014",
                "Without Content-Type: 400",
                stage -> stage.expect("status", 400, status(stage, "POST", Map.of(), subscribe(stage))));
        suite.add("C015", "JSON that is no call: 400", stage -> {
            stage.expect("status of an empty object", 400, status(stage, "POST", AS_JSON, "{}"));
            stage.expect("status of no JSON at all", 400, status(stage, "POST", AS_JSON, "{\"type\":"));
        });
        suite.add("C017", "Another Content-Type: 415", stage -> {
            stage.expect(
                    "status of text/plain", 415, status(stage, "POST", Map.of("Content-Type", "text/plain"), "{}"));
            var withCharset = Map.of("Content-Type", "application/json; charset=utf-8");
            stage.expect("status with a charset", 415, status(stage, "POST", withCharset, "{}"));
        });
        suite.add("C018", "SUBSCRIBE that accepts neither JSON nor protobuf: 406", stage -> {
            var headers = Map.of("Content-Type", Web.JSON, "Accept", "foo");
            stage.expect("status", 406, status(stage, "POST", headers, subscribe(stage)));
        });
        suite.add("C021", "GET: 405, and POST is allowed", stage -> {
            var response = stage.web().scheduler("GET", Map.of(), new byte[0]);
            stage.expect("status", 405, response.statusCode());
            stage.expect("Allow", "POST", response.headers().firstValue("Allow").orElse("none"));
        });
        suite.addBoth("C022", "ACKNOWLEDGE with a uuid that is none: 400", stage -> {
            var session = stage.joined();
            var call = Calls.of(Call.Type.ACKNOWLEDGE);
            call.getAcknowledgeBuilder()
                    .setUuid(ByteString.copyFromUtf8("short"))
                    .getTaskIdBuilder()
                    .setValue("t");
            call.getAcknowledgeBuilder().getAgentIdBuilder().setValue("a");
            stage.expect("status", 400, session.call(call));
        });
        suite.addBoth("C013 C078", "A framework that is disconnected: its old stream id is refused with 403", stage -> {
            var session = stage.joined();
            session.disconnect();
            stage.await("the master sees the end of the stream", () -> session.call(Calls.revive()) == 403);
        });
    }

    private static void challenge(Stage stage) throws Exception {
        var response = stage.web().anonymous(AS_JSON, "{}".getBytes(StandardCharsets.UTF_8));
        if (response.statusCode() != 401) {
            throw new Skipped("this master asks for no credentials");
        }
        var challenge = response.headers().firstValue("WWW-Authenticate").orElse("none");
        stage.expect("WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\"", challenge);
    }

    private static String subscribe(Stage stage) {
        var call = Calls.of(Call.Type.SUBSCRIBE);
        call.getSubscribeBuilder().setFrameworkInfo(stage.info());
        return ProtoJson.print(call);
    }

    private static int status(Stage stage, String method, Map<String, String> headers, String body) throws Exception {
        return stage.web()
                .scheduler(method, headers, body.getBytes(StandardCharsets.UTF_8))
                .statusCode();
    }
}
