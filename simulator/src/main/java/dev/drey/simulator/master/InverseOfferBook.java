/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.OfferSink.Notice;
import dev.drey.simulator.world.Timeline.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;

/** The outstanding inverse offers, by which frameworks are asked to leave agents that will be unavailable. */
final class InverseOfferBook {
    private final MasterState state;
    private final Map<String, Entry> outstanding = new LinkedHashMap<>();

    InverseOfferBook(MasterState state) {
        this.state = state;
    }

    private record Entry(InverseOffer offer, Optional<Timer> timeout) {
        private String agent() {
            return offer.getAgentId().getValue();
        }

        private String framework() {
            return offer.getFrameworkId().getValue();
        }
    }

    void offer(Framework framework, List<Notice> notices) {
        var offers = new ArrayList<InverseOffer>();
        for (Notice notice : notices) {
            var entry = entry(framework, notice);
            outstanding.put(entry.offer.getId().getValue(), entry);
            offers.add(entry.offer);
        }
        framework.send(Events.inverseOffers(offers));
    }

    /** What a framework answers; ids that are not outstanding (any more) are ignored. */
    void answer(List<OfferID> ids, InverseOfferStatus.Status answer, Filters filters) {
        for (OfferID id : ids) {
            var entry = outstanding.get(id.getValue());
            if (entry != null) {
                var status = InverseOfferStatus.newBuilder()
                        .setStatus(answer)
                        .setFrameworkId(entry.offer.getFrameworkId())
                        .setTimestamp(Times.of(state.timeline.now()))
                        .build();
                take(entry);
                state.allocator.inverseOfferAnswered(entry.agent(), status, filters);
            }
        }
    }

    void rescindAllOn(Agent agent) {
        select(entry -> entry.agent().equals(agent.name())).forEach(this::rescind);
    }

    void discardAllOf(Framework framework) {
        select(entry -> entry.framework().equals(framework.id().getValue())).forEach(this::discard);
    }

    List<InverseOffer> of(Framework framework) {
        return select(entry -> entry.framework().equals(framework.id().getValue())).stream()
                .map(Entry::offer)
                .toList();
    }

    private void rescind(Entry entry) {
        discard(entry);
        state.frameworks
                .find(entry.offer.getFrameworkId())
                .ifPresent(framework -> framework.send(Events.rescindInverse(entry.offer.getId())));
    }

    private void discard(Entry entry) {
        take(entry);
        state.allocator.inverseOfferVoid(entry.agent(), entry.framework());
    }

    private void take(Entry entry) {
        outstanding.remove(entry.offer.getId().getValue());
        entry.timeout.ifPresent(Timer::cancel);
    }

    private List<Entry> select(Predicate<Entry> which) {
        return outstanding.values().stream().filter(which).toList();
    }

    private Entry entry(Framework framework, Notice notice) {
        var agent = state.agents
                .find(AgentID.newBuilder().setValue(notice.agent()).build())
                .orElseThrow(() -> new IllegalStateException("the allocator knows more: " + notice.agent()));
        var offer = InverseOffer.newBuilder()
                .setId(state.ids.nextOffer())
                .setFrameworkId(framework.id())
                .setAgentId(agent.id())
                .setUrl(agent.url())
                .setUnavailability(notice.unavailability())
                .build();
        var timeout = state.config
                .offerTimeout()
                .map(limit -> state.timeline.after(limit, "inverse offer timeout", () -> Optional.ofNullable(
                                outstanding.get(offer.getId().getValue()))
                        .ifPresent(this::rescind)));
        return new Entry(offer, timeout);
    }
}
