/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.FrameworkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CallTranslatorTest {
    private static final FrameworkId FRAMEWORK = new FrameworkId("m-1");
    private static final FrameworkSettings MODERN =
            Frameworks.settings(Set.of("eng"), Set.of("MULTI_ROLE", "RESERVATION_REFINEMENT", "PARTITION_AWARE"));
    private static final FrameworkSettings OLD = Frameworks.settings(Set.of("eng"), Set.of("PARTITION_AWARE"));

    @Test
    void subscribesWithAListOfRoles() throws Exception {
        var call = new Call.Subscribe(MODERN, Optional.of(FRAMEWORK), Set.of("eng"));

        assertThat(translate(MODERN, call))
                .isEqualTo(call("type: SUBSCRIBE framework_id { value: 'm-1' } subscribe { framework_info {"
                        + " id { value: 'm-1' } name: 'test' user: 'me' failover_timeout: 600 checkpoint: true"
                        + " hostname: 'host' webui_url: 'http://ui' principal: 'ops' roles: 'eng'"
                        + " capabilities { type: MULTI_ROLE } capabilities { type: PARTITION_AWARE }"
                        + " capabilities { type: RESERVATION_REFINEMENT }"
                        + " labels { labels { key: 'team' value: 'blue' } } }"
                        + " suppressed_roles: 'eng' }"));
    }

    @Test
    void subscribesWithTheOldFieldForOneRole() throws Exception {
        var call = new Call.Subscribe(OLD, Optional.empty(), Set.of());

        assertThat(translate(OLD, call))
                .isEqualTo(call("type: SUBSCRIBE subscribe { framework_info {"
                        + " name: 'test' user: 'me' failover_timeout: 600 checkpoint: true"
                        + " hostname: 'host' webui_url: 'http://ui' principal: 'ops' role: 'eng'"
                        + " capabilities { type: PARTITION_AWARE }"
                        + " labels { labels { key: 'team' value: 'blue' } } } }"));
    }

    @Test
    void severalRolesImplyTheCapability() {
        var settings = Frameworks.settings(Set.of("a", "b"), Set.of());

        var info = translate(settings, new Call.Subscribe(settings, Optional.empty(), Set.of()))
                .getSubscribe()
                .getFrameworkInfo();

        assertThat(info.getRolesList()).containsExactly("a", "b");
        assertThat(info.getCapabilitiesList())
                .extracting(c -> c.getType().name())
                .containsExactly("MULTI_ROLE");
    }

    @Test
    void refusesACapabilityThatMesosDoesNotKnow() {
        var settings = Frameworks.settings(Set.of("a"), Set.of("TELEPATHY"));

        assertThatThrownBy(() -> translate(settings, new Call.Subscribe(settings, Optional.empty(), Set.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TELEPATHY");
    }

    @Test
    void launchesWithExactlyTheResourcesOfTheOffer() throws Exception {
        var reservation = new Reservation(
                Reservation.Type.DYNAMIC,
                "eng",
                Optional.of("ops"),
                List.of(new Reservation.Label("k", Optional.of("v"))));
        var launch = new Call.Launch(
                new TaskId("w-1"),
                new AgentId("a-1"),
                "h",
                "default",
                List.of(
                        Resource.scalar("cpus", new Amount(1500)),
                        new Resource("mem", new Resource.Scalar(new Amount(512_000)), List.of(reservation)),
                        Resource.ranges("ports", new Resource.Range(31000, 31001))),
                List.of(31000, 31001));
        var call = new Call.Accept(
                List.of(new OfferId("o-1"), new OfferId("o-2")), List.of(launch), Duration.ofMillis(500));

        assertThat(translate(OLD, call))
                .isEqualTo(accept(
                        "",
                        "role: '*'",
                        "role: 'eng' reservation {" + " principal: 'ops' labels { labels { key: 'k' value: 'v' } } }"));
        assertThat(translate(MODERN, call))
                .isEqualTo(
                        accept(
                                "allocation_info { role: 'eng' }",
                                "",
                                "reservations {"
                                        + " type: DYNAMIC role: 'eng' principal: 'ops' labels { labels { key: 'k' value: 'v' } } }"));
    }

    private static Protos.Call accept(String allocation, String unreserved, String reserved) throws Exception {
        return call("type: ACCEPT framework_id { value: 'm-1' } accept {"
                + " offer_ids { value: 'o-1' } offer_ids { value: 'o-2' } filters { refuse_seconds: 0.5 }"
                + " operations { type: LAUNCH launch { task_infos {"
                + " name: 'w-1' task_id { value: 'w-1' } agent_id { value: 'a-1' } command { value: 'default' }"
                + " resources { name: 'cpus' type: SCALAR scalar { value: 1.5 } " + unreserved + allocation + " }"
                + " resources { name: 'mem' type: SCALAR scalar { value: 512 } " + reserved + allocation + " }"
                + " resources { name: 'ports' type: RANGES ranges { range { begin: 31000 end: 31001 } } "
                + unreserved + allocation + " } } } } }");
    }

    @Test
    void acceptsWithoutLaunchAsWithoutOperation() {
        var call = new Call.Accept(List.of(new OfferId("o-1")), List.of(), Duration.ZERO);

        assertThat(translate(MODERN, call).getAccept().getOperationsCount()).isZero();
    }

    @Test
    void translatesTheSmallCalls() throws Exception {
        assertThat(translate(MODERN, new Call.Decline(List.of(new OfferId("o-1")), Duration.ofSeconds(120))))
                .isEqualTo(call("type: DECLINE framework_id { value: 'm-1' }"
                        + " decline { offer_ids { value: 'o-1' } filters { refuse_seconds: 120 } }"));
        assertThat(translate(MODERN, new Call.Revive(Set.of("eng"))))
                .isEqualTo(call("type: REVIVE framework_id { value: 'm-1' } revive { roles: 'eng' }"));
        assertThat(translate(OLD, new Call.Suppress(Set.of("eng"))))
                .isEqualTo(call("type: SUPPRESS framework_id { value: 'm-1' } suppress { }"));
        assertThat(translate(MODERN, new Call.Kill(new TaskId("w-1"), Optional.of(new AgentId("a-1")))))
                .isEqualTo(call("type: KILL framework_id { value: 'm-1' }"
                        + " kill { task_id { value: 'w-1' } agent_id { value: 'a-1' } }"));
        assertThat(translate(MODERN, new Call.Reconcile(List.of())))
                .isEqualTo(call("type: RECONCILE framework_id { value: 'm-1' } reconcile { }"));
        assertThat(translate(
                        MODERN,
                        new Call.Reconcile(List.of(new Call.Reconcile.Subject(new TaskId("w-1"), Optional.empty())))))
                .isEqualTo(
                        call(
                                "type: RECONCILE framework_id { value: 'm-1' } reconcile { tasks { task_id { value: 'w-1' } } }"));
        assertThat(translate(MODERN, new Call.Teardown()))
                .isEqualTo(call("type: TEARDOWN framework_id { value: 'm-1' }"));
    }

    @Test
    void acknowledgesWithTheSixteenBytesOfTheUuid() {
        var call = new Call.Acknowledge(new TaskId("w-1"), new AgentId("a-1"), "000102030405060708090a0b0c0d0eff");

        assertThat(translate(MODERN, call).getAcknowledge().getUuid().toByteArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255);
    }

    @Test
    void answersInverseOffers() throws Exception {
        var ids = List.of(new OfferId("i-1"));

        assertThat(translate(MODERN, new Call.AcceptInverseOffers(ids, Duration.ofHours(1))))
                .isEqualTo(call("type: ACCEPT_INVERSE_OFFERS framework_id { value: 'm-1' } accept_inverse_offers {"
                        + " inverse_offer_ids { value: 'i-1' } filters { refuse_seconds: 3600 } }"));
        assertThat(translate(MODERN, new Call.DeclineInverseOffers(ids, Duration.ofMillis(500))))
                .isEqualTo(call("type: DECLINE_INVERSE_OFFERS framework_id { value: 'm-1' } decline_inverse_offers {"
                        + " inverse_offer_ids { value: 'i-1' } filters { refuse_seconds: 0.5 } }"));
    }

    private static Protos.Call translate(FrameworkSettings settings, Call call) {
        TaskDescriber describer = (launch, framework) ->
                TaskInfo.newBuilder().setCommand(CommandInfo.newBuilder().setValue(launch.profile()));
        return new CallTranslator(settings, describer).translate(call, Optional.of(FRAMEWORK));
    }

    private static Protos.Call call(String text) throws TextFormat.ParseException {
        var call = Protos.Call.newBuilder();
        TextFormat.merge(text, call);
        return call.build();
    }
}
