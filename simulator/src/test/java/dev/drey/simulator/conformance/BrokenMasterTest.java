/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.conformance.Result.Outcome;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The check can fail: a master that is wrong in one thing is found, by the name of that thing. */
@Tag("conformance")
class BrokenMasterTest {
    private static final Function<Event, Optional<Event>> TRUTH = Optional::of;
    private static LiveCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = LiveCluster.start(ClusterConfig.builder()
                .port(PortRun.find(2))
                .master(flags -> flags.allocationInterval(Duration.ofMillis(250)))
                .build());
    }

    @AfterAll
    static void closeCluster() {
        cluster.close();
    }

    @Test
    void aMasterThatTellsTheTruthIsEqualEvenThroughAProxy() throws Exception {
        assertThat(judge("C047", TRUTH, status -> status).outcome()).isEqualTo(Outcome.EQUAL);
    }

    @Test
    void aMasterThatLosesRescindsDiffers() throws Exception {
        var result = judge(
                "C047",
                event -> event.getType() == Event.Type.RESCIND ? Optional.empty() : Optional.of(event),
                status -> status);

        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(result.difference().orElseThrow().expected()).startsWith("RESCIND of ");
        assertThat(Reports.line(result)).contains("C047", "expected: RESCIND", "seen:     none within");
    }

    @Test
    void aMasterThatAnswersACallWith200Differs() throws Exception {
        var result = judge("C067", TRUTH, status -> status == 202 ? 200 : status);

        assertThat(result.detail()).isEqualTo("status of DECLINE: expected 202, seen 200");
    }

    @Test
    void aMasterThatGivesAnotherReasonDiffers() throws Exception {
        var result = judge("C237", BrokenMasterTest::withAnotherReason, status -> status);

        assertThat(result.detail()).isEqualTo("reason: expected REASON_RECONCILIATION, seen REASON_TASK_UNKNOWN");
    }

    @Test
    void aMasterThatForgetsTheHeartbeatDiffers() throws Exception {
        var result = judge(
                "C002",
                event -> event.getType() == Event.Type.HEARTBEAT ? Optional.empty() : Optional.of(event),
                status -> status);

        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(result.difference().orElseThrow().expected()).isEqualTo("HEARTBEAT");
    }

    @Test
    void aMasterThatWantsCredentialsOrIsNotThereIsNotJudged() throws Exception {
        var config =
                ClusterConfig.builder().port(PortRun.find(2)).secret("p", "s").build();
        try (var closed = LiveCluster.start(config)) {
            assertThat(new Runner(Target.of(closed.masterUrl())).problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("--principal and --secret"));
        }
        assertThat(new Runner(Target.of("http://127.0.0.1:1")).problem())
                .contains("it does not answer: check the address");
        assertThat(new Runner(Target.of(cluster.masterUrl())).problem()).isEmpty();
    }

    private static Optional<Event> withAnotherReason(Event event) {
        var changed = event.toBuilder();
        if (event.getUpdate().getStatus().getReason() == Reason.REASON_RECONCILIATION) {
            changed.getUpdateBuilder().getStatusBuilder().setReason(Reason.REASON_TASK_UNKNOWN);
        }
        return Optional.of(changed.build());
    }

    private static Result judge(String id, Function<Event, Optional<Event>> events, IntUnaryOperator statuses)
            throws Exception {
        var test = Suite.all().stream()
                .filter(one -> one.id().equals(id))
                .map(one -> new Case(one.ids(), one.title(), one.need(), false, one.body()))
                .findFirst()
                .orElseThrow();
        try (var liar = new Liar(cluster.masterUrl(), events, statuses)) {
            var plain = Target.of(liar.url());
            var target = new Target(
                    plain.master(),
                    plain.principal(),
                    plain.secret(),
                    plain.role(),
                    plain.user(),
                    Duration.ofSeconds(4),
                    plain.control(),
                    plain.isExclusive());
            return new Runner(target).run(List.of(test), result -> {}).get(0);
        }
    }
}
