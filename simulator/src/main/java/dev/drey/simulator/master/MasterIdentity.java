/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;

/** How a master presents itself: to frameworks, and in an election before it leads. */
public final class MasterIdentity {
    private MasterIdentity() {}

    /** The info of the master with these flags and this id. */
    public static MasterInfo of(MasterConfig config, String id) {
        return MasterInfo.newBuilder()
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
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING))
                .build();
    }

    private static MasterInfo.Capability capability(MasterInfo.Capability.Type type) {
        return MasterInfo.Capability.newBuilder().setType(type).build();
    }
}
