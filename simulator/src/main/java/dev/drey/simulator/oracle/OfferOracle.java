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

    /* An answer may be lost, and then the offer is bound for ever. So it may be declined again later, as the master
     * takes no notice of offers that it does not know. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Duration budget;
    private final Map<Integer, Map<String, State>> offers = new TreeMap<>();
    private final Map<Integer, Map<String, Instant>> open = new TreeMap<>();
    private final Set<String> everOffered = new LinkedHashSet<>();
    private final Map<String, Instant> answered = new LinkedHashMap<>();
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
            open.remove(seen.life());
        }
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        if (witness.isHindered()) {
            hinderedUntil = witness.now();
        }
        var held = open.getOrDefault(witness.life(), Map.of());
        if (!held.isEmpty()) {
            var oldest = held.entrySet().iterator().next();
            var since = oldest.getValue().isAfter(hinderedUntil) ? oldest.getValue() : hinderedUntil;
            if (since.plus(budget).isBefore(witness.now())) {
                complaints.complain(
                        "good-neighbour",
                        "held too long",
                        "offer " + oldest.getKey() + " is held since " + oldest.getValue());
            }
        }
    }

    private void onEvent(int life, Event event, Instant now) {
        switch (event.getType()) {
            case SUBSCRIBED -> {
                offers.remove(life);
                open.remove(life);
            }
            case OFFERS ->
                event.getOffers().getOffersList().forEach(offer -> {
                    String id = offer.getId().getValue();
                    everOffered.add(id);
                    of(life).put(id, State.OPEN);
                    heldBy(life).put(id, now);
                });
            case RESCIND -> {
                String id = event.getRescind().getOfferId().getValue();
                if (of(life).containsKey(id)) {
                    end(life, id, State.RESCINDED, now);
                }
            }
            default -> {}
        }
    }

    private void onCall(int life, Call call, Instant now, Complaints complaints) {
        if (call.hasAccept()) {
            use(life, call.getAccept().getOfferIdsList(), now, complaints);
        } else if (call.hasDecline()) {
            call.getDecline().getOfferIdsList().forEach(id -> decline(life, id.getValue(), now, complaints));
        }
    }

    private void decline(int life, String id, Instant now, Complaints complaints) {
        var state = of(life).get(id);
        boolean isRepair = answered.getOrDefault(id, Instant.MAX).isBefore(now.minus(AT_ONCE));
        if (state == State.OPEN) {
            end(life, id, State.DECLINED, now);
        } else if (isRepair) {
            return;
        } else if (state == State.ACCEPTED) {
            complaints.complain("offer-used-once", "declined after accepted", "DECLINE of " + id);
        } else if (state == State.DECLINED) {
            complaints.complain("offer-used-once", "declined twice", "DECLINE of " + id);
        }
    }

    private void use(int life, List<OfferID> ids, Instant now, Complaints complaints) {
        for (OfferID id : ids) {
            var state = of(life).get(id.getValue());
            if (state == null) {
                String key = everOffered.contains(id.getValue()) ? "of an earlier connection" : "never offered";
                complaints.complain("no-use-of-stale-offers", key, "ACCEPT of " + id.getValue());
            } else if (state == State.ACCEPTED) {
                complaints.complain("offer-used-once", "accepted twice", "ACCEPT of " + id.getValue());
            } else if (state == State.DECLINED) {
                complaints.complain("offer-used-once", "accepted after declined", "ACCEPT of " + id.getValue());
            } else if (state == State.RESCINDED) {
                complaints.complain("no-use-after-rescind", "accepted after rescinded", "ACCEPT of " + id.getValue());
            }
            end(life, id.getValue(), State.ACCEPTED, now);
        }
    }

    private void end(int life, String offer, State state, Instant now) {
        answered.put(offer, now);
        of(life).put(offer, state);
        heldBy(life).remove(offer);
    }

    private Map<String, State> of(int life) {
        return offers.computeIfAbsent(life, ignored -> new LinkedHashMap<>());
    }

    /** The open offers of a process and since when, the oldest first. */
    private Map<String, Instant> heldBy(int life) {
        return open.computeIfAbsent(life, ignored -> new LinkedHashMap<>());
    }
}
