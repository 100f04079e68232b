/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** The other frameworks of a cluster and the quotas of their roles, as their operators keep them up. */
final class Company implements Masters.Watcher {
    private final Plan.Setting setting;
    private final List<Guest> guests;

    Company(Plan.Setting setting, Masters masters, Timeline timeline, Seam seam) {
        this.setting = setting;
        this.guests = setting.guests().stream()
                .map(guest -> new Guest(guest, masters, timeline, seam))
                .toList();
    }

    @Override
    public void elected(MasterModel leader) {
        if (!setting.quotas().isEmpty()) {
            leader.operate(quotas());
        }
        guests.forEach(guest -> guest.subscribe(leader));
    }

    @Override
    public void lost() {
        guests.forEach(Guest::disconnected);
    }

    private Call quotas() {
        var update = Call.UpdateQuota.newBuilder().setForce(true);
        setting.quotas()
                .forEach(quota -> update.addQuotaConfigs(QuotaConfig.newBuilder()
                        .setRole(quota.role())
                        .putAllGuarantees(scalars(quota.guarantee()))
                        .putAllLimits(scalars(quota.limit()))));
        return Call.newBuilder()
                .setType(Call.Type.UPDATE_QUOTA)
                .setUpdateQuota(update)
                .build();
    }

    private static Map<String, Value.Scalar> scalars(String resources) {
        var scalars = new TreeMap<String, Value.Scalar>();
        Resources.parse(resources)
                .scalarMillis()
                .forEach((name, millis) -> scalars.put(
                        name,
                        Value.Scalar.newBuilder().setValue(millis / 1000.0).build()));
        return scalars;
    }
}
