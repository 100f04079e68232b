/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.LaterConstants;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;

/** How a master presents itself: to frameworks, and in an election before it leads. */
public final class MasterIdentity {
    private static final int QUOTA_V2_SINCE = 12;

    private MasterIdentity() {}

    /** The info of the master with these flags and this id. */
    public static MasterInfo of(MasterConfig config, String id) {
        var info = MasterInfo.newBuilder()
                .setId(id)
                .setIp(Addresses.networkOrder(config.ip()))
                .setPort(config.port())
                .setPid("master@" + config.ip() + ":" + config.port())
                .setHostname(config.hostname())
                .setVersion(config.version())
                .setAddress(Address.newBuilder()
                        .setHostname(config.hostname())
                        .setIp(config.ip())
                        .setPort(config.port()))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_UPDATE))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING));
        if (knowsQuotaV2(config.version())) {
            info.addCapabilities(LaterConstants.set(
                    MasterInfo.Capability.newBuilder(), MasterInfo.Capability.TYPE_FIELD_NUMBER, "QUOTA_V2"));
        }
        config.allocator().domain().ifPresent(info::setDomain);
        return info.build();
    }

    private static boolean knowsQuotaV2(String version) {
        var numbers = version.split("\\.");
        return Integer.parseInt(numbers[0]) > 1 || Integer.parseInt(numbers[1]) >= QUOTA_V2_SINCE;
    }

    private static MasterInfo.Capability capability(MasterInfo.Capability.Type type) {
        return MasterInfo.Capability.newBuilder().setType(type).build();
    }
}
