/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.live.LiveCluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sends the calls of a recording to a live cluster and expects the events of the recording. */
final class Replay {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 4;
    private static final double LONGEST_SILENCE = 1;
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private final Recording recording;
    private final Staging staging;
    private final LiveCluster cluster;
    private final Stage stage;
    private final Symbols symbols = new Symbols();
    private final Normaliser normaliser = new Normaliser(symbols);
    private final Denormaliser denormaliser = new Denormaliser(this::id);
    private final Deque<ObjectNode> frameworks;
    private final OutstandingOffers outstanding = new OutstandingOffers();
    private final Set<String> acknowledged = new HashSet<>();
    private Scheduler scheduler;
    private ObjectNode framework;
    private Optional<String> frameworkId = Optional.empty();
    private int position;

    Replay(Recording recording, Staging staging, LiveCluster cluster) {
        this.recording = recording;
        this.staging = staging;
        this.cluster = cluster;
        this.stage = new Stage(cluster);
        this.frameworks = new ArrayDeque<>(staging.frameworks());
        this.scheduler = new Scheduler(cluster.masterUrl());
    }

    /** Fails with the first step that is not as recorded. */
    void run() throws Exception {
        stage.agents().forEach(agent -> symbols.of("A", agent));
        while (position < recording.steps().size()) {
            var step = recording.steps().get(position);
            try {
                play(step);
            } catch (AssertionError e) {
                throw new AssertionError(
                        recording.id() + " (" + recording.title() + "), step " + position + ": " + e.getMessage(), e);
            }
            position++;
        }
        scheduler.disconnect();
    }

    private void play(JsonNode step) throws Exception {
        if (step.path("call").asText().equals("SUBSCRIBE")) {
            subscribe(step);
        } else if (step.has("call")) {
            call(step);
        } else if (step.has("event")) {
            event(step.get("event"));
        } else if (step.has("offers")) {
            offers(step.get("offers"));
        } else if (step.has("no_event")) {
            silence(step);
        } else if (step.has("end_of_stream")) {
            assertThat(scheduler.awaitEnd(PATIENCE)).as("end of the stream").isTrue();
        } else if (step.has("control")) {
            stage.control(step.get("control"));
        } else if (step.has("waited_for")) {
            stage.awaitState(step.get("waited_for").asText());
        } else {
            assertThat(step.has("note") || step.has("check"))
                    .as("can be replayed: " + step)
                    .isTrue();
        }
    }

    /* Whether the scheduler is a new one or comes back is told by the id in the answer. */
    private void subscribe(JsonNode step) throws Exception {
        var next = recording
                .steps()
                .get(position + 1)
                .at("/event/subscribed/framework_id")
                .asText();
        boolean returns = symbols.id(next).isPresent();
        if (!returns) {
            scheduler.disconnect();
            scheduler = new Scheduler(cluster.masterUrl());
            framework = frameworks.removeFirst();
            frameworkId = Optional.empty();
        }
        var call = NODES.objectNode().put("type", "SUBSCRIBE");
        var subscribe = call.putObject("subscribe");
        subscribe.set("framework_info", framework);
        step.path("with").properties().forEach(more -> subscribe.set(more.getKey(), more.getValue()));
        frameworkId.ifPresent(id -> {
            call.putObject("framework_id").put("value", id);
            framework.putObject("id").put("value", id);
        });
        var response = scheduler.subscribe(call);
        assertThat(response.statusCode()).isEqualTo(step.path("status").asInt());
        assertThat(response.headers().firstValue("Content-Type"))
                .contains(step.path("content_type").asText());
    }

    private void call(JsonNode step) throws Exception {
        var type = step.get("call").asText().split(" ")[0];
        var call = NODES.objectNode().put("type", type);
        frameworkId.ifPresent(id -> call.putObject("framework_id").put("value", id));
        if (step.has("body")) {
            nameOffers(step.get("body"));
            call.set(type.toLowerCase(Locale.ROOT), denormaliser.of(step.get("body")));
        }
        if (type.equals("ACKNOWLEDGE")) {
            acknowledged.add(call.at("/acknowledge/uuid").asText());
        }
        var response = scheduler.call(call);
        assertThat(response.statusCode())
                .as(response.body())
                .isEqualTo(step.path("status").asInt());
        if (step.has("body_empty")) {
            assertThat(response.body().isEmpty())
                    .isEqualTo(step.path("body_empty").asBoolean());
        }
    }

    /* A name that no event has brought is that of an offer that nobody knows. */
    private void nameOffers(JsonNode body) {
        for (var name : body.path("offer_ids")) {
            var id = symbols.id(name.asText()).or(() -> outstanding.next(body)).orElse("no-such-offer");
            assertThat(symbols.of("O", id)).isEqualTo(name.asText());
            outstanding.used(id);
        }
    }

    private void event(JsonNode expected) throws Exception {
        if (expected.path("type").asText().equals("OFFERS")) {
            takeOffers(expected.at("/offers/offers"), this::event, expected);
            return;
        }
        var event = scheduler.take(isLike(expected), PATIENCE);
        assertThat(event).as("an event like " + expected).isPresent();
        compare(normaliser.event(event.get()), expected);
        if (expected.has("subscribed")) {
            boolean isNew = frameworkId.isEmpty();
            frameworkId =
                    Optional.of(event.get().at("/subscribed/framework_id/value").asText());
            outstanding.clear();
            if (staging.holdsOffers() && isNew) {
                holdOffers();
            }
        }
        acknowledge(event.get(), expected);
    }

    private static void compare(JsonNode actual, JsonNode expected) {
        assertThat(isEqual(actual, expected))
                .as("expected %s%nactually %s", expected, actual)
                .isTrue();
    }

    private static boolean isEqual(JsonNode actual, JsonNode expected) {
        return Normaliser.canonical(expected).equals(BY_VALUE, Normaliser.canonical(actual));
    }

    /* Order is fixed only among the updates of one task, or of one operation. */
    private Predicate<JsonNode> isLike(JsonNode expected) {
        var type = expected.path("type");
        var task = expected.at("/update/status/task_id").asText();
        var operation =
                expected.at("/update_operation_status/status/operation_id").asText();
        return event -> event.path("type").equals(type)
                && !acknowledged.contains(event.at("/update/status/uuid").asText("-"))
                && event.at("/update/status/task_id/value").asText().equals(task)
                && event.at("/update_operation_status/status/operation_id/value")
                        .asText()
                        .equals(operation);
    }

    private void acknowledge(JsonNode event, JsonNode expected) throws Exception {
        var symbol = expected.at("/update/status/uuid").asText();
        var status = event.at("/update/status");
        boolean wanted = !symbol.isEmpty()
                && !staging.unacknowledged().contains(symbol)
                && !recording.leavesUnacknowledged(symbol);
        if (wanted) {
            acknowledged.add(status.path("uuid").asText());
            var call = NODES.objectNode().put("type", "ACKNOWLEDGE");
            call.putObject("framework_id").put("value", frameworkId.orElseThrow());
            var body = call.putObject("acknowledge");
            List.of("agent_id", "task_id", "uuid").forEach(name -> body.set(name, status.get(name)));
            assertThat(scheduler.call(call).statusCode()).isEqualTo(202);
        }
    }

    private JsonNode event(List<JsonNode> offers) {
        var event = NODES.objectNode().put("type", "OFFERS");
        event.putObject("offers").putArray("offers").addAll(offers);
        return normaliser.event(event);
    }

    private void offers(JsonNode expected) throws Exception {
        takeOffers(expected, this::brief, expected);
    }

    private JsonNode brief(List<JsonNode> offers) {
        var brief = NODES.arrayNode();
        for (var offer : offers) {
            var one = brief.addObject()
                    .put("agent", symbols.of("A", offer.at("/agent_id/value").asText()));
            var resources = one.putArray("resources");
            ShortForm.of(offer.get("resources")).forEach(resources::add);
            if (offer.has("allocation_info")) {
                one.set("role", offer.at("/allocation_info/role"));
            }
        }
        return brief;
    }

    /* An allocation may come while a task is about to end, and offer what is left beside it. Who declines that gets it
     * again, together with what the task had. */
    private void takeOffers(JsonNode wanted, Function<List<JsonNode>, JsonNode> form, JsonNode expected)
            throws Exception {
        var offers = collect(wanted);
        for (int i = 1; i < ATTEMPTS && !isEqual(form.apply(offers), expected); i++) {
            for (var offer : offers) {
                decline(offer, 0);
            }
            offers = collect(wanted);
        }
        compare(form.apply(offers), expected);
        offers.forEach(offer -> outstanding.add(
                offer.at("/id/value").asText(),
                symbols.of("A", offer.at("/agent_id/value").asText())));
    }

    /** As many offers as expected, of the agents that are expected, from as many events as it takes. */
    private List<JsonNode> collect(JsonNode expected) throws Exception {
        var agents = new HashSet<String>();
        expected.forEach(offer ->
                agents.add(offer.path("agent").asText(offer.path("agent_id").asText())));
        var offers = new ArrayList<JsonNode>();
        while (offers.size() < expected.size()) {
            var event = scheduler.take(one -> one.path("type").asText().equals("OFFERS"), PATIENCE);
            assertThat(event).as("offers like " + expected).isPresent();
            for (var offer : event.get().at("/offers/offers")) {
                if (agents.contains(symbols.of("A", offer.at("/agent_id/value").asText()))) {
                    offers.add(offer);
                }
            }
        }
        return normaliser.sorted(offers);
    }

    /* Done without a record: the second of two offers is declined for long, the first is for later. */
    private void holdOffers() throws Exception {
        var both = NODES.arrayNode();
        both.addObject().put("agent", "A0");
        both.addObject().put("agent", "A1");
        var offers = collect(both);
        outstanding.add(offers.get(0).at("/id/value").asText(), "A0");
        decline(offers.get(1), 100_000);
    }

    private void decline(JsonNode offer, double refuseSeconds) throws Exception {
        var call = NODES.objectNode().put("type", "DECLINE");
        call.putObject("framework_id").put("value", frameworkId.orElseThrow());
        var decline = call.putObject("decline");
        decline.putArray("offer_ids").add(offer.get("id"));
        decline.putObject("filters").put("refuse_seconds", refuseSeconds);
        assertThat(scheduler.call(call).statusCode()).isEqualTo(202);
    }

    private void silence(JsonNode step) throws Exception {
        var seconds = Math.min(step.path("seconds").asDouble(), LONGEST_SILENCE);
        var type = step.get("no_event");
        var event = scheduler.take(
                one -> one.path("type").equals(type)
                        && !acknowledged.contains(one.at("/update/status/uuid").asText("-")),
                Duration.ofMillis((long) (seconds * 1000)));
        assertThat(event).as("no " + type).isEmpty();
    }

    /* A symbol that no event has brought is that of something that nobody knows. */
    private String id(String symbol) {
        var known = symbols.id(symbol);
        if (known.isPresent()) {
            return known.get();
        }
        var kind = symbol.substring(0, 1);
        var made = kind.equals("U")
                ? Base64.getEncoder()
                        .encodeToString(symbol.repeat(16).substring(0, 16).getBytes(UTF_8))
                : "no-such-" + symbol;
        assertThat(symbols.of(kind, made)).isEqualTo(symbol);
        return made;
    }
}
