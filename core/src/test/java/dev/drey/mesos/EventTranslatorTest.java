/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.FrameworkId;
import dev.drey.model.InverseOffer;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.scheduler.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EventTranslatorTest {
    private final EventTranslator translator = new EventTranslator(Frameworks.settings(Set.of("flink"), Set.of()));

    @Test
    void translatesASubscription() throws Exception {
        var event =
                event("type: SUBSCRIBED subscribed { framework_id { value: 'm-1' } heartbeat_interval_seconds: 15 }");

        assertThat(translator.translate(event))
                .contains(new Input.Subscribed(new FrameworkId("m-1"), Duration.ofSeconds(15)));
    }

    @Test
    void keepsOfAnOfferWhatAWorkerCanTake() throws Exception {
        var event = event("type: OFFERS offers { offers {"
                + " id { value: 'o-1' } framework_id { value: 'm-1' } agent_id { value: 'a-1' } hostname: 'h-1'"
                + " allocation_info { role: 'eng' }"
                + " resources { name: 'cpus' type: SCALAR scalar { value: 1.5 } role: '*' }"
                + " resources { name: 'mem' type: SCALAR scalar { value: 512 } role: 'eng' }"
                + " resources { name: 'mem' type: SCALAR scalar { value: 256 } role: 'eng'"
                + "   reservation { principal: 'ops' labels { labels { key: 'k' } } } }"
                + " resources { name: 'ports' type: RANGES ranges { range { begin: 31000 end: 31009 } }"
                + "   reservations { type: STATIC role: 'eng' } reservations { type: DYNAMIC role: 'eng/x' principal: 'p' } }"
                + " resources { name: 'disk' type: SCALAR scalar { value: 10 }"
                + "   disk { persistence { id: 'v' } volume { mode: RW container_path: 'c' } } }"
                + " resources { name: 'cpus' type: SCALAR scalar { value: 4 } revocable { } }"
                + " resources { name: 'disk' type: SCALAR scalar { value: 4 } provider_id { value: 'csi' } }"
                + " resources { name: 'disk' type: SCALAR scalar { value: 4 } shared { } }"
                + " resources { name: 'kinds' type: SET set { item: 'a' } }"
                + " resources { name: 'gpus' type: SCALAR scalar { value: 0.0001 } }"
                + " } }");

        var offer = offer(event);

        assertThat(offer.role()).isEqualTo("eng");
        assertThat(offer.resources())
                .containsExactly(
                        Resource.scalar("cpus", new Amount(1500)),
                        reserved(
                                "mem",
                                512,
                                new Reservation(Reservation.Type.STATIC, "eng", Optional.empty(), List.of())),
                        reserved(
                                "mem",
                                256,
                                new Reservation(
                                        Reservation.Type.DYNAMIC,
                                        "eng",
                                        Optional.of("ops"),
                                        List.of(new Reservation.Label("k", Optional.empty())))),
                        new Resource(
                                "ports",
                                new Resource.Ranges(List.of(new Resource.Range(31000, 31009))),
                                List.of(
                                        new Reservation(Reservation.Type.STATIC, "eng", Optional.empty(), List.of()),
                                        new Reservation(
                                                Reservation.Type.DYNAMIC, "eng/x", Optional.of("p"), List.of()))));
    }

    @Test
    void readsAttributesDomainAndMaintenance() throws Exception {
        var event = event("type: OFFERS offers { offers {"
                + " id { value: 'o-1' } framework_id { value: 'm-1' } agent_id { value: 'a-1' } hostname: 'h-1'"
                + " attributes { name: 'rack' type: TEXT text { value: 'r1' } }"
                + " attributes { name: 'gen' type: SCALAR scalar { value: 4 } }"
                + " attributes { name: 'ids' type: RANGES ranges { range { begin: 1 end: 3 } } }"
                + " attributes { name: 'disks' type: SET set { item: 'ssd' item: 'hdd' } }"
                + " domain { fault_domain { region { name: 'eu' } zone { name: 'a' } } }"
                + " unavailability { start { nanoseconds: 1000000000 } duration { nanoseconds: 60000000000 } }"
                + " } }");

        assertThat(offer(event))
                .isEqualTo(new Offer(
                        new OfferId("o-1"),
                        new AgentId("a-1"),
                        "h-1",
                        "flink",
                        List.of(),
                        List.of(
                                new Attribute("rack", new Attribute.Text("r1")),
                                new Attribute("gen", new Attribute.Number(new Amount(4000))),
                                new Attribute("ids", new Attribute.Intervals(List.of(new Resource.Range(1, 3)))),
                                new Attribute("disks", new Attribute.Items(List.of("ssd", "hdd")))),
                        Optional.of(new Offer.Domain("eu", "a")),
                        Optional.of(new Offer.Unavailability(
                                Instant.ofEpochSecond(1), Optional.of(Duration.ofMinutes(1))))));
    }

    @Test
    void translatesEveryTaskState() {
        for (var state : Protos.TaskState.values()) {
            var event = Event.newBuilder().setType(Event.Type.UPDATE);
            event.getUpdateBuilder()
                    .getStatusBuilder()
                    .setTaskId(Protos.TaskID.newBuilder().setValue("w-1"))
                    .setState(state);

            var status =
                    ((Input.StatusUpdate) translator.translate(event.build()).orElseThrow()).status();

            assertThat("TASK_" + status.state()).isEqualTo(state.name());
            assertThat(status.uuid()).isEmpty();
            assertThat(status.source()).isEqualTo(TaskStatus.Source.UNSPECIFIED);
        }
        assertThat(TaskState.values()).hasSameSizeAs(Protos.TaskState.values());
    }

    @Test
    void readsAStatusWithAllItSays() {
        var event = Event.newBuilder().setType(Event.Type.UPDATE);
        event.getUpdateBuilder()
                .getStatusBuilder()
                .setTaskId(Protos.TaskID.newBuilder().setValue("w-1"))
                .setState(Protos.TaskState.TASK_FAILED)
                .setSource(Protos.TaskStatus.Source.SOURCE_AGENT)
                .setReason(Protos.TaskStatus.Reason.REASON_CONTAINER_LIMITATION_MEMORY)
                .setMessage("too much")
                .setAgentId(Protos.AgentID.newBuilder().setValue("a-1"))
                .setTimestamp(1.5)
                .setUuid(ByteString.copyFrom(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1}));

        assertThat(translator.translate(event.build()))
                .contains(new Input.StatusUpdate(new TaskStatus(
                        new TaskId("w-1"),
                        TaskState.FAILED,
                        TaskStatus.Source.AGENT,
                        Optional.of("CONTAINER_LIMITATION_MEMORY"),
                        "too much",
                        Optional.of(new AgentId("a-1")),
                        Optional.of("000102030405060708090a0b0c0d0eff"),
                        Instant.ofEpochMilli(1500))));
    }

    @Test
    void translatesTheRest() throws Exception {
        assertThat(translator.translate(event("type: RESCIND rescind { offer_id { value: 'o-1' } }")))
                .contains(new Input.Rescinded(new OfferId("o-1")));
        assertThat(translator.translate(event("type: FAILURE failure { agent_id { value: 'a-1' } }")))
                .contains(new Input.AgentFailure(Optional.of(new AgentId("a-1")), Optional.empty()));
        assertThat(translator.translate(event("type: ERROR error { message: 'no' }")))
                .contains(new Input.MasterError("no"));
        assertThat(translator.translate(event("type: HEARTBEAT"))).contains(new Input.Heartbeat());
    }

    @Test
    void translatesInverseOffers() throws Exception {
        var event = event("type: INVERSE_OFFERS inverse_offers { inverse_offers { id { value: 'i-1' }"
                + " framework_id { value: 'm-1' } agent_id { value: 'a-1' }"
                + " unavailability { start { nanoseconds: 1500000000 } duration { nanoseconds: 60000000000 } } } }");

        assertThat(translator.translate(event))
                .contains(new Input.InverseOffers(List.of(new InverseOffer(
                        new OfferId("i-1"),
                        Optional.of(new AgentId("a-1")),
                        new Offer.Unavailability(Instant.ofEpochMilli(1500), Optional.of(Duration.ofMinutes(1)))))));
        assertThat(translator.translate(event("type: RESCIND_INVERSE_OFFER rescind_inverse_offer {"
                        + " inverse_offer_id { value: 'i-1' } }")))
                .contains(new Input.InverseOfferRescinded(new OfferId("i-1")));
    }

    @Test
    void hasNoInputForEventsThatAreOfNoUse() throws Exception {
        assertThat(translator.translate(event("type: MESSAGE message { agent_id { value: 'a-1' } executor_id {"
                        + " value: 'e-1' } data: 'x' }")))
                .isEmpty();
        assertThat(translator.translate(Event.getDefaultInstance())).isEmpty();
    }

    @Test
    void refusesIdsThatBreakTheRules() throws Exception {
        var event = event("type: RESCIND rescind { offer_id { value: 'a/b' } }");

        assertThatThrownBy(() -> translator.translate(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private Offer offer(Event event) {
        return ((Input.Offers) translator.translate(event).orElseThrow())
                .offers()
                .get(0);
    }

    private static Resource reserved(String name, long units, Reservation reservation) {
        return new Resource(name, new Resource.Scalar(new Amount(units * 1000)), List.of(reservation));
    }

    private static Event event(String text) throws TextFormat.ParseException {
        var event = Event.newBuilder();
        TextFormat.merge(text, event);
        return event.build();
    }
}
