/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import com.google.protobuf.ByteString;
import dev.drey.simulator.json.ProtoJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework at the master, as simple as can be: it does what a case tells it and nothing else. */
public final class Session {
    private static final double DAY = 86_400;

    private final Web web;
    private final String mediaType;
    private final Duration patience;
    private final Set<ByteString> acknowledged = new LinkedHashSet<>();
    private final List<Offer> offers = new ArrayList<>();
    private FrameworkInfo info;
    private EventStream stream = EventStream.ended();
    private String streamId = "";
    private String contentType = "";
    private Event.Subscribed subscribed = Event.Subscribed.getDefaultInstance();

    Session(Web web, String mediaType, FrameworkInfo info, Duration patience) {
        this.web = web;
        this.mediaType = mediaType;
        this.info = info;
        this.patience = patience;
    }

    /** Sends SUBSCRIBE, and returns the status of the answer. */
    public int subscribe(String... suppressedRoles) throws IOException, InterruptedException {
        var call = Call.newBuilder().setType(Call.Type.SUBSCRIBE);
        call.getSubscribeBuilder().setFrameworkInfo(info).addAllSuppressedRoles(List.of(suppressedRoles));
        return subscribe(call);
    }

    /** Sends a SUBSCRIBE that is complete but for the framework's id. */
    public int subscribe(Call.Builder call) throws IOException, InterruptedException {
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        var headers = Map.of("Content-Type", mediaType, "Accept", mediaType);
        var response = web.open(Web.SCHEDULER, headers, encode(call));
        if (response.statusCode() == 200) {
            streamId = response.headers().firstValue("Mesos-Stream-Id").orElse("");
            contentType = response.headers().firstValue("Content-Type").orElse("");
            stream = new EventStream(response.body(), mediaType.equals(Web.JSON));
            offers.clear();
        } else {
            response.body().close();
        }
        return response.statusCode();
    }

    /** Subscribes, and fails unless the master agrees. */
    public Session join(String... suppressedRoles) throws IOException, InterruptedException {
        Difference.check("status of SUBSCRIBE", 200, subscribe(suppressedRoles));
        subscribed = take(Event.Type.SUBSCRIBED).getSubscribed();
        info = info.toBuilder().setId(subscribed.getFrameworkId()).build();
        return this;
    }

    /** Sends any other call, and returns the status of the answer. */
    public int call(Call.Builder call) throws IOException, InterruptedException {
        return call(call, Optional.of(streamId));
    }

    /** Sends a call with another stream id, or none. */
    public int call(Call.Builder call, Optional<String> withStreamId) throws IOException, InterruptedException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", mediaType);
        headers.put("Accept", mediaType);
        withStreamId.ifPresent(id -> headers.put("Mesos-Stream-Id", id));
        return web.scheduler("POST", headers, encode(call.setFrameworkId(info.getId())))
                .statusCode();
    }

    /** Sends a call that is to be accepted. */
    public void send(Call.Builder call) throws IOException, InterruptedException {
        Difference.check("status of " + call.getType(), 202, call(call));
    }

    /** The first event of that type that is not taken yet; waits for it. */
    public Event take(Event.Type type) throws InterruptedException {
        return take(type.name(), event -> event.getType() == type);
    }

    /** Likewise, of all that are as wanted. */
    public Event take(String what, Predicate<Event> wanted) throws InterruptedException {
        return stream.poll(wanted, patience)
                .orElseThrow(() -> new Difference(
                        "event", what, "none within " + patience.toSeconds() + " s; not asked for: " + stream.types()));
    }

    /** An event that may or may not come in time. */
    public Optional<Event> poll(Event.Type type, Duration time) throws InterruptedException {
        return stream.poll(event -> event.getType() == type, time);
    }

    /** Fails if an event of that type comes in that time. */
    public void silence(Event.Type type, Duration time) throws InterruptedException {
        var event = poll(type, time);
        if (event.isPresent()) {
            throw new Difference(type + " for " + time.toMillis() + " ms", "none", event.get());
        }
    }

    /** Whether the stream ends in time. */
    public boolean hasEnded() throws InterruptedException {
        return stream.awaitEnd(patience);
    }

    /** An offer that has enough for a small task. All offers that have not are declined for long. */
    public Offer offer() throws IOException, InterruptedException {
        return offer(Tasks::isEnough);
    }

    /** An offer that is as wanted. All others are declined for long. */
    public Offer offer(Predicate<Offer> wanted) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (var offer : List.copyOf(offers)) {
                offers.remove(offer);
                if (wanted.test(offer)) {
                    return offer;
                }
                send(Calls.decline(DAY, offer));
            }
            var more = poll(Event.Type.OFFERS, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (more.isEmpty()) {
                throw new Skipped("no suitable offer came within " + patience.toSeconds() + " s");
            }
            offers.addAll(more.get().getOffers().getOffersList());
        }
    }

    /** The offer after that, unless it does not come in time. */
    public Optional<Offer> nextOffer(Predicate<Offer> wanted, Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (true) {
            var known = offers.stream().filter(wanted).findFirst();
            if (known.isPresent()) {
                offers.remove(known.get());
                return known;
            }
            var more = poll(Event.Type.OFFERS, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (more.isEmpty()) {
                return Optional.empty();
            }
            offers.addAll(more.get().getOffers().getOffersList());
        }
    }

    /** Declines what else is offered, and what comes while the master has not yet done what it was told. */
    public void declineRest(double refuseSeconds, Duration time) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        var more = Optional.<Event>empty();
        do {
            more.ifPresent(event -> offers.addAll(event.getOffers().getOffersList()));
            for (var offer : offers) {
                send(Calls.decline(refuseSeconds, offer));
            }
            offers.clear();
            more = poll(Event.Type.OFFERS, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } while (more.isPresent());
    }

    /** Fails unless such an offer comes in time. */
    public Offer expectOffer(String what, Predicate<Offer> wanted) throws InterruptedException {
        return nextOffer(wanted, patience)
                .orElseThrow(() -> new Difference(what, "an offer", "none within " + patience.toSeconds() + " s"));
    }

    /** Fails if such an offer comes in that time. */
    public void noOffer(String what, Predicate<Offer> unwanted, Duration time) throws InterruptedException {
        var offer = nextOffer(unwanted, time);
        if (offer.isPresent()) {
            throw new Difference(what, "no offer", offer.get().getId().getValue());
        }
    }

    /** The next update, acknowledged if that is what it wants. Repetitions of acknowledged ones are passed over. */
    public TaskStatus update() throws IOException, InterruptedException {
        var status = unacknowledgedUpdate();
        acknowledge(status);
        return status;
    }

    /** The next update, not acknowledged. */
    public TaskStatus unacknowledgedUpdate() throws InterruptedException {
        return take(
                        "UPDATE",
                        event -> event.getType() == Event.Type.UPDATE
                                && !acknowledged.contains(
                                        event.getUpdate().getStatus().getUuid()))
                .getUpdate()
                .getStatus();
    }

    public void acknowledge(TaskStatus status) throws IOException, InterruptedException {
        if (status.hasUuid()) {
            acknowledged.add(status.getUuid());
            send(Calls.acknowledge(status));
        }
    }

    /** The connection breaks. */
    public void disconnect() {
        stream.close();
    }

    /** Removes the framework, if it ever was subscribed. */
    void leave() throws IOException, InterruptedException {
        var unseen = poll(Event.Type.SUBSCRIBED, Duration.ZERO);
        if (!info.hasId() && unseen.isPresent()) { // the case has failed before it looked
            var id = unseen.get().getSubscribed().getFrameworkId();
            info = info.toBuilder().setId(id).build();
        }
        if (info.hasId() && !streamId.isEmpty()) {
            call(Calls.of(Call.Type.TEARDOWN));
        }
    }

    /** Another process of the same framework. */
    public Session other() {
        return new Session(web, mediaType, info, patience);
    }

    /** The same framework with other data. */
    public Session other(FrameworkInfo.Builder changed) {
        return new Session(web, mediaType, changed.setId(info.getId()).build(), patience);
    }

    /** What the master said when it agreed. */
    public Event.Subscribed subscribed() {
        return subscribed;
    }

    public FrameworkInfo info() {
        return info;
    }

    public FrameworkID id() {
        return info.getId();
    }

    public String streamId() {
        return streamId;
    }

    /** The media type of the stream, as the master named it. */
    public String contentType() {
        return contentType;
    }

    private byte[] encode(Call.Builder call) {
        return mediaType.equals(Web.JSON)
                ? ProtoJson.print(call).getBytes(StandardCharsets.UTF_8)
                : call.buildPartial().toByteArray();
    }
}
