/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.OfferSink;
import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;

/** The outstanding offers. Each ends in exactly one way: used, declined, rescinded (told) or discarded (not told). */
final class OfferBook implements OfferSink {
    private final MasterState state;
    private final Map<String, Entry> outstanding = new LinkedHashMap<>();

    OfferBook(MasterState state) {
        this.state = state;
    }

    /**
     * An outstanding offer.
     *
     * @param resources with their allocation role, whatever form the framework sees
     */
    record Entry(Offer offer, String role, Resources resources, Optional<Timer> timeout) {
        FrameworkID framework() {
            return offer.getFrameworkId();
        }

        /** The offer as operators see it, whatever form the framework sees. */
        Offer plain() {
            return offer.toBuilder()
                    .setAllocationInfo(AllocationInfo.newBuilder().setRole(role))
                    .clearResources()
                    .addAllResources(resources.toList())
                    .build();
        }

        boolean isOf(FrameworkID framework) {
            return offer.getFrameworkId().getValue().equals(framework.getValue());
        }
    }

    @Override
    public void offer(String frameworkId, List<Grant> grants) {
        var framework = framework(frameworkId);
        var offers = new ArrayList<Offer>();
        for (Grant grant : grants) {
            var entry = entry(framework, grant);
            outstanding.put(entry.offer().getId().getValue(), entry);
            offers.add(entry.offer());
        }
        framework.send(Events.offers(offers));
    }

    @Override
    public void inverseOffer(String frameworkId, List<Notice> notices) {
        state.inverseOffers.offer(framework(frameworkId), notices);
    }

    Optional<Entry> find(OfferID id) {
        return Optional.ofNullable(outstanding.get(id.getValue()));
    }

    /** Takes an offer off the books; its resources stay allocated. */
    void consume(Entry entry) {
        outstanding.remove(entry.offer().getId().getValue());
        entry.timeout().ifPresent(Timer::cancel);
    }

    /** Takes an offer back without telling; {@code filters} if the framework refused it. */
    void discard(Entry entry, Optional<Filters> filters) {
        consume(entry);
        state.allocator.recover(
                entry.framework().getValue(), entry.offer().getAgentId().getValue(), entry.resources(), filters);
    }

    void rescind(Entry entry) {
        rescind(entry, Optional.empty());
    }

    void rescind(Entry entry, Optional<Filters> filters) {
        discard(entry, filters);
        state.frameworks
                .find(entry.framework())
                .ifPresent(
                        framework -> framework.send(Events.rescind(entry.offer().getId())));
    }

    /** Inverse offers too. */
    void discardAllOf(Framework framework) {
        state.inverseOffers.discardAllOf(framework);
        of(framework).forEach(entry -> discard(entry, Optional.empty()));
    }

    /** Inverse offers too. */
    void rescindAllOn(Agent agent) {
        state.inverseOffers.rescindAllOn(agent);
        on(agent).forEach(this::rescind);
    }

    /** Rescinds the offers of roles the framework has left. */
    void rescindOtherRoles(Framework framework) {
        of(framework).stream()
                .filter(entry -> !framework.roles().contains(entry.role()))
                .forEach(this::rescind);
    }

    List<Entry> all() {
        return List.copyOf(outstanding.values());
    }

    void rescindAll() {
        all().forEach(this::rescind);
    }

    List<Entry> of(Framework framework) {
        return select(entry -> entry.isOf(framework.id()));
    }

    List<Entry> on(Agent agent) {
        return select(entry -> entry.offer().getAgentId().getValue().equals(agent.name()));
    }

    int size() {
        return outstanding.size();
    }

    private List<Entry> select(Predicate<Entry> which) {
        return outstanding.values().stream().filter(which).toList();
    }

    private Framework framework(String id) {
        return state.frameworks
                .find(FrameworkID.newBuilder().setValue(id).build())
                .orElseThrow(() -> new IllegalStateException("the allocator knows more: " + id));
    }

    private Entry entry(Framework framework, Grant grant) {
        var offer = offer(framework, grant);
        var timeout = state.config
                .offerTimeout()
                .map(limit -> state.timeline.after(
                        limit, "offer timeout", () -> find(offer.getId()).ifPresent(this::rescind)));
        return new Entry(offer, grant.role(), grant.resources(), timeout);
    }

    private Offer offer(Framework framework, Grant grant) {
        var agent = state.agents
                .find(AgentID.newBuilder().setValue(grant.agent()).build())
                .orElseThrow(() -> new IllegalStateException("the allocator knows more: " + grant.agent()));
        var offer = Offer.newBuilder()
                .setId(state.ids.nextOffer())
                .setFrameworkId(framework.id())
                .setAgentId(agent.id())
                .setHostname(agent.info.getHostname())
                .setUrl(agent.url())
                .addAllResources(asSeenBy(framework, grant.resources()))
                .addAllAttributes(agent.info.getAttributesList());
        agent.executorsOf(framework.id()).forEach(executor -> offer.addExecutorIds(executor.getExecutorId()));
        if (framework.has(Capability.Type.MULTI_ROLE)) {
            offer.setAllocationInfo(AllocationInfo.newBuilder().setRole(grant.role()));
        }
        if (agent.info.hasDomain()) {
            offer.setDomain(agent.info.getDomain());
        }
        state.registry.machines.unavailability(Machines.Key.of(agent)).ifPresent(offer::setUnavailability);
        return offer.build();
    }

    /** The resources in the form the framework's capabilities ask for. */
    private static List<Resource> asSeenBy(Framework framework, Resources resources) {
        var shown = new ArrayList<Resource>();
        var inForm = framework.has(Capability.Type.MULTI_ROLE) ? resources : resources.unallocated();
        for (Resource resource : inForm.toList()) {
            if (resource.getName().equals("ephemeral_ports")) {
                continue;
            }
            if (framework.has(Capability.Type.RESERVATION_REFINEMENT)) {
                shown.add(resource);
            } else {
                ResourceForm.toRole(resource).ifPresent(shown::add);
            }
        }
        return shown;
    }
}
