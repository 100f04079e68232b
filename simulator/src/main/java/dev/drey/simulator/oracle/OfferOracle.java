/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Offers are used at most once, not after they were declined or rescinded, not over another connection than they came
 * by, and are not kept for ever.
 *
 * <p>Using an offer whose rescission is still under way is legal: only what the scheduler has heard counts.
 */
final class OfferOracle implements Oracle {
    private enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        RESCINDED
    }

    private record Offer(State state, Instant since) {}

    private final Duration budget;
    private final Map<Integer, Map<String, Offer>> offers = new TreeMap<>();
    private final Set<String> everOffered = new LinkedHashSet<>();
    private Instant hinderedUntil = Instant.MIN;

    /** With the longest time for which a good neighbour holds an offer. */
    OfferOracle(Duration budget) {
        this.budget = budget;
    }

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Delivered delivered) {
            onEvent(delivered.life(), delivered.event(), witness.now());
        } else if (seen instanceof Observation.Called called) {
            onCall(called.life(), called.call(), witness.now(), complaints);
        } else if (seen instanceof Observation.Disconnected || seen instanceof Observation.Ended) {
            offers.remove(seen.life());
        }
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        if (witness.isHindered()) {
            hinderedUntil = witness.now();
        }
        var own = offers.getOrDefault(witness.life(), Map.of());
        own.forEach((id, offer) -> {
            var since = offer.since().isAfter(hinderedUntil) ? offer.since() : hinderedUntil;
            if (offer.state() == State.OPEN && since.plus(budget).isBefore(witness.now())) {
                complaints.complain(
                        "good-neighbour", "held too long", "offer " + id + " is held since " + offer.since());
            }
        });
    }

    private void onEvent(int life, Event event, Instant now) {
        switch (event.getType()) {
            case SUBSCRIBED -> offers.put(life, new LinkedHashMap<>());
            case OFFERS ->
                event.getOffers().getOffersList().forEach(offer -> {
                    String id = offer.getId().getValue();
                    everOffered.add(id);
                    of(life).put(id, new Offer(State.OPEN, now));
                });
            case RESCIND -> {
                String id = event.getRescind().getOfferId().getValue();
                of(life).computeIfPresent(id, (key, offer) -> new Offer(State.RESCINDED, now));
            }
            default -> {}
        }
    }

    private void onCall(int life, Call call, Instant now, Complaints complaints) {
        if (call.hasAccept()) {
            use(life, call.getAccept().getOfferIdsList(), now, complaints);
        } else if (call.hasDecline()) {
            call.getDecline().getOfferIdsList().forEach(id -> of(life).computeIfPresent(
                            id.getValue(),
                            (key, offer) -> offer.state() == State.OPEN ? new Offer(State.DECLINED, now) : offer));
        }
    }

    private void use(int life, List<OfferID> ids, Instant now, Complaints complaints) {
        for (OfferID id : ids) {
            var offer = of(life).get(id.getValue());
            if (offer == null) {
                String key = everOffered.contains(id.getValue()) ? "of an earlier connection" : "never offered";
                complaints.complain("no-use-of-stale-offers", key, "ACCEPT of " + id.getValue());
            } else if (offer.state() == State.ACCEPTED) {
                complaints.complain("offer-used-once", "accepted twice", "ACCEPT of " + id.getValue());
            } else if (offer.state() == State.DECLINED) {
                complaints.complain("offer-used-once", "accepted after declined", "ACCEPT of " + id.getValue());
            } else if (offer.state() == State.RESCINDED) {
                complaints.complain("no-use-after-rescind", "accepted after rescinded", "ACCEPT of " + id.getValue());
            }
            of(life).put(id.getValue(), new Offer(State.ACCEPTED, now));
        }
    }

    private Map<String, Offer> of(int life) {
        return offers.computeIfAbsent(life, ignored -> new LinkedHashMap<>());
    }
}
