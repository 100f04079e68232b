/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Allocator;
import dev.drey.simulator.master.allocator.Quota;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import java.time.Instant;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What all parts of one master share. */
final class MasterState {
    final MasterConfig config;
    final Timeline timeline;
    final Chance chance;
    final Registry registry;
    final Ids ids;
    final Counters counters = new Counters();
    final Frameworks frameworks;
    final Agents agents;
    final OfferBook offers;
    final OperatorFeed feed = new OperatorFeed(this);
    final InverseOfferBook inverseOffers = new InverseOfferBook(this);
    final Allocator allocator;
    final Authorization authorization;
    final RemovalLimiter removals;
    final Instant started;

    MasterState(MasterConfig config, Timeline timeline, Chance chance, Registry registry) {
        this.config = config;
        this.timeline = timeline;
        this.chance = chance;
        this.registry = registry;
        ids = new Ids(config.id().orElseGet(() -> chance.uuid("master id").toString()));
        frameworks = new Frameworks(config.maxCompletedFrameworks());
        agents = new Agents(registry.admitted());
        offers = new OfferBook(this);
        allocator = new Allocator(config.allocator(), timeline, chance, offers);
        if (registry.weights.isEmpty()) {
            registry.weights.putAll(config.allocator().weights());
        }
        registry.weights.forEach(allocator::setWeight);
        registry.quotas.forEach((role, quota) -> allocator.setQuota(role, Quota.of(quota)));
        allocator.recover(registry.admitted().size());
        authorization = new Authorization(config.acls());
        removals = new RemovalLimiter(timeline, config.agentRemovalSpacing());
        started = timeline.now();
    }

    MasterInfo info() {
        return MasterIdentity.of(config, ids.master());
    }

    /** True if the agent can be offered. */
    boolean isActive(Agent agent) {
        return agent.connected && !registry.outOfService.contains(agent.id());
    }

    /** Seconds since the epoch, as Mesos stamps statuses. */
    double timestamp() {
        var now = timeline.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }
}
