/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Quota;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaInfo;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/** Sets the quota of roles, in the present form and in the older one. */
final class QuotaControl {
    private final MasterState state;
    private final QuotaUse use;

    QuotaControl(MasterState state) {
        this.state = state;
        this.use = new QuotaUse(state);
    }

    Answer update(List<QuotaConfig> configs, boolean force) {
        for (QuotaConfig config : configs) {
            var problem = QuotaValidation.problem(config)
                    .or(() -> force ? Optional.empty() : limitProblem(config))
                    .or(() -> force ? Optional.empty() : capacityProblem(config));
            if (problem.isPresent()) {
                return Answer.refused(400, problem.get());
            }
        }
        configs.forEach(this::apply);
        return Answer.OK;
    }

    /** The older form: what is guaranteed is the limit too. */
    Answer set(QuotaRequest request) {
        var role = request.getRole();
        if (state.registry.quotas.containsKey(role)) {
            return Answer.refused(400, "Quota of role '" + role + "' is already set");
        }
        var amounts = new TreeMap<String, Value.Scalar>();
        Resources.of(request.getGuaranteeList())
                .scalarMillis()
                .forEach((name, millis) -> amounts.put(name, scalar(millis)));
        if (amounts.isEmpty()) {
            return Answer.refused(400, "A quota needs a guarantee");
        }
        var config = QuotaConfig.newBuilder()
                .setRole(role)
                .putAllGuarantees(amounts)
                .putAllLimits(amounts)
                .build();
        return update(List.of(config), request.getForce());
    }

    Answer remove(String role) {
        if (!state.registry.quotas.containsKey(role)) {
            return Answer.refused(400, "Role '" + role + "' has no quota set");
        }
        return update(List.of(QuotaConfig.newBuilder().setRole(role).build()), true);
    }

    QuotaStatus status() {
        var status = QuotaStatus.newBuilder();
        for (QuotaConfig config : state.registry.quotas.values()) {
            var info = QuotaInfo.newBuilder().setRole(config.getRole());
            new TreeMap<>(config.getGuaranteesMap())
                    .forEach((name, amount) -> info.addGuarantee(Resource.newBuilder()
                            .setName(name)
                            .setType(Value.Type.SCALAR)
                            .setScalar(amount)));
            status.addInfos(info).addConfigs(config);
        }
        return status.build();
    }

    private void apply(QuotaConfig config) {
        boolean none = config.getGuaranteesCount() == 0 && config.getLimitsCount() == 0;
        if (none) {
            state.registry.quotas.remove(config.getRole());
        } else {
            state.registry.quotas.put(config.getRole(), config);
        }
        state.allocator.setQuota(config.getRole(), Quota.of(config));
        enforceLimits(config);
        makeRoom(config);
    }

    /* Offers of the role go back until the others fit. */
    private void enforceLimits(QuotaConfig config) {
        var limits = Quota.of(config).limits();
        for (OfferBook.Entry entry : state.offers.all()) {
            var mine = use.metered(entry, config.getRole()).scalarMillis();
            var over = excess(use.consumedOrOffered(config.getRole()), limits);
            if (over.keySet().stream().anyMatch(mine::containsKey)) {
                state.offers.rescind(entry);
            }
        }
    }

    /* Offers of other roles go back until what is free covers the guarantee. */
    private void makeRoom(QuotaConfig config) {
        for (OfferBook.Entry entry : state.offers.all()) {
            var missing = shortage(Quota.of(config).guarantees(), use.consumedOrOffered(config.getRole()));
            var lacking = shortage(missing, use.free());
            boolean ofOthers = use.metered(entry, config.getRole()).isEmpty();
            var given = entry.resources().filter(kind -> kind.getReservationsCount() == 0);
            if (ofOthers && lacking.keySet().stream().anyMatch(given.scalarMillis()::containsKey)) {
                state.offers.rescind(entry);
            }
        }
    }

    private Optional<String> limitProblem(QuotaConfig config) {
        return excess(use.consumed(config.getRole()), Quota.of(config).limits()).keySet().stream()
                .map(name -> "The limit of '" + name + "' is below what role '" + config.getRole()
                        + "' consumes; use 'force' to set it nevertheless")
                .findFirst();
    }

    private Optional<String> capacityProblem(QuotaConfig config) {
        var all = new TreeMap<>(state.registry.quotas);
        all.put(config.getRole(), config);
        var guaranteed = new TreeMap<String, Long>();
        all.values().forEach(quota -> Quota.of(quota)
                .guarantees()
                .forEach((name, millis) -> guaranteed.merge(name, millis, Long::sum)));
        var capacity = use.capacity();
        return guaranteed.entrySet().stream()
                .filter(sum -> Quota.of(config).guarantees().containsKey(sum.getKey()))
                .filter(sum -> sum.getValue() > capacity.getOrDefault(sum.getKey(), 0L))
                .map(sum -> "The guarantees of '" + sum.getKey()
                        + "' exceed what the cluster has; use 'force' to set them nevertheless")
                .findFirst();
    }

    /** By how much amounts go over bounds, where there are bounds. */
    private static SortedMap<String, Long> excess(Map<String, Long> amounts, Map<String, Long> bounds) {
        var over = new TreeMap<String, Long>();
        amounts.forEach((name, amount) -> {
            if (bounds.containsKey(name) && amount > bounds.get(name)) {
                over.put(name, amount - bounds.get(name));
            }
        });
        return over;
    }

    /** By how much amounts miss what is wanted. */
    private static SortedMap<String, Long> shortage(Map<String, Long> wanted, Map<String, Long> amounts) {
        var missing = new TreeMap<String, Long>();
        wanted.forEach((name, amount) -> {
            long there = amounts.getOrDefault(name, 0L);
            if (there < amount) {
                missing.put(name, amount - there);
            }
        });
        return missing;
    }

    private static Value.Scalar scalar(long millis) {
        return Value.Scalar.newBuilder().setValue(millis / 1000.0).build();
    }
}
