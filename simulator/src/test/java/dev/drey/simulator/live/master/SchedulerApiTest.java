/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.master.Answer;
import dev.drey.simulator.master.Caller;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class SchedulerApiTest {
    private static final String REVIVE = "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"f\"}}";
    private static final Call REVIVE_CALL = Call.newBuilder()
            .setType(Call.Type.REVIVE)
            .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
            .build();

    private MasterRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new MasterRig(Map.of());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/scheduler", "/api/v1/scheduler/", "/master/api/v1/scheduler"})
    void handsACallToTheMaster(String path) throws Exception {
        var answer = rig.send(rig.request(path)
                .header("Content-Type", "application/json")
                .header("Mesos-Stream-Id", "s-1")
                .POST(HttpRequest.BodyPublishers.ofString(REVIVE)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(rig.master.calls).containsExactly(REVIVE_CALL);
        assertThat(rig.master.callers).containsExactly(Caller.ANONYMOUS.withStreamId("s-1"));
    }

    @Test
    void readsProtobuf() throws Exception {
        var answer = rig.send(rig.request("/api/v1/scheduler")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(REVIVE_CALL.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(rig.master.calls).containsExactly(REVIVE_CALL);
    }

    @Test
    void readsGzip() throws Exception {
        var body = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(body)) {
            out.write(REVIVE.getBytes(StandardCharsets.UTF_8));
        }

        var answer = rig.send(rig.request("/api/v1/scheduler")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(rig.master.calls).containsExactly(REVIVE_CALL);
    }

    @Test
    void refusesGzipThatIsNone() throws Exception {
        var answer = rig.send(rig.post(REVIVE).header("Content-Encoding", "gzip"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("decompress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    @DisplayName("C021 other methods than POST are refused")
    void allowsPostOnly(String method) throws Exception {
        var answer =
                rig.send(rig.request("/api/v1/scheduler").method(method, HttpRequest.BodyPublishers.ofString(REVIVE)));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'application/json; charset=utf-8', 415",
        "text/plain, 415",
        "Application/JSON, 415",
        "'', 415",
        "application/x-protobuf, 400"
    })
    @DisplayName("C017 other content types are refused")
    void takesContentTypesLiterally(String type, int status) throws Exception {
        var answer = rig.send(rig.request("/api/v1/scheduler")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(REVIVE)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isNotEmpty();
        assertThat(rig.master.calls).isEmpty();
    }

    @Test
    @DisplayName("C014 a body without content type is refused")
    void needsAContentType() throws Exception {
        var answer = rig.send(rig.request("/api/v1/scheduler").POST(HttpRequest.BodyPublishers.ofString(REVIVE)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{garbage", "[]", "\"x\"", "{\"type\":1}"})
    @DisplayName("C015 a body that is no call is refused")
    void refusesWhatIsNoCall(String body) throws Exception {
        var answer = rig.send(rig.post(body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("convert");
    }

    @Test
    void passesTheAnswerOfTheMasterOn() throws Exception {
        rig.master.answer = Answer.refused(403, "Framework is not subscribed");

        var answer = rig.send(rig.post(REVIVE));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("Framework is not subscribed");
    }

    @Test
    @DisplayName("C010 a master that does not lead redirects to the leader")
    void redirectsToTheLeaderWhateverTheRequest() throws Exception {
        rig.standing = Standing.following(MasterRig.SELF.toBuilder()
                .setHostname("leader.example")
                .setPort(5151)
                .build());

        var answer = rig.send(rig.request("/api/v1/scheduler?a=b"));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location"))
                .contains("//leader.example:5151/master/api/v1/scheduler?a=b");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("C011 before its recovery a leader answers 503")
    void answers503WithoutALeaderOrBeforeRecovery() throws Exception {
        rig.standing = Standing.leaderless();
        var leaderless = rig.send(rig.post(REVIVE));
        rig.standing = Standing.recovering();
        var recovering = rig.send(rig.post(REVIVE));

        assertThat(leaderless.statusCode()).isEqualTo(503);
        assertThat(leaderless.body()).isNotEmpty();
        assertThat(recovering.statusCode()).isEqualTo(503);
        assertThat(recovering.body()).contains("recovery");
    }

    @Test
    void saysWhenTheModelFails() throws Exception {
        rig.master.bug = new IllegalStateException("a bug");

        var answer = rig.send(rig.post(REVIVE));
        var next = rig.send(rig.post(REVIVE));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a bug");
        assertThat(next.statusCode()).isEqualTo(500);
        assertThat(next.body()).contains("stopped");
    }

    @Test
    @DisplayName("C018 a SUBSCRIBE that accepts neither type is refused")
    void answers406OnlyWhereAnAnswerIsNegotiated() throws Exception {
        var revive = rig.send(rig.post(REVIVE).header("Accept", "text/html"));
        var subscribe = rig.send(rig.post("{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":"
                        + "{\"user\":\"u\",\"name\":\"n\"}}}")
                .header("Accept", "text/html"));

        var malformed = rig.send(rig.post("{\"type\":\"SUBSCRIBE\"}").header("Accept", "text/html"));

        assertThat(revive.statusCode()).isEqualTo(202);
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(subscribe.statusCode()).isEqualTo(406);
        assertThat(subscribe.body()).isNotEmpty();
        assertThat(rig.master.streams).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401",
        "'Basic cDpz', 202",
        "'basic cDpz', 401",
        "'Basic cDp4', 401",
        "'Basic cTpz', 401",
        "'Basic !!!!', 401",
        "'Basic cHM=', 401",
        "'Basic cDpzOng=', 401",
        "'Bearer cDpz', 401"
    })
    @DisplayName("C001 without valid credentials 401 with a Basic challenge")
    void authenticates(String authorization, int status) throws Exception {
        try (var guarded = new MasterRig(Map.of("p", "s"))) {
            var request = guarded.post(REVIVE);
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }

            var answer = guarded.send(request);

            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 401) {
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .contains("Basic realm=\"mesos-master-scheduler\"");
                assertThat(answer.body()).isNotEmpty();
            } else {
                assertThat(guarded.master.callers).containsExactly(new Caller(Optional.of("p"), Optional.empty()));
            }
        }
    }

    @Test
    void authenticatesBeforeItRedirectsOrLooksAtTheMethod() throws Exception {
        try (var guarded = new MasterRig(Map.of("p", "s"))) {
            guarded.standing = Standing.following(MasterRig.SELF);
            var valid = "Basic " + Base64.getEncoder().encodeToString("p:s".getBytes(StandardCharsets.UTF_8));

            assertThat(guarded.get("/api/v1/scheduler").statusCode()).isEqualTo(401);
            assertThat(guarded.send(guarded.request("/api/v1/scheduler").header("Authorization", valid))
                            .statusCode())
                    .isEqualTo(307);
            assertThat(guarded.get("/health").statusCode()).isEqualTo(200);
        }
    }
}
