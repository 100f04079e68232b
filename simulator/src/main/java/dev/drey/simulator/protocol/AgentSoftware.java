/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;

/**
 * What an agent's process says of itself when it registers.
 *
 * @param capabilities each once, in the order of their numbers
 */
public record AgentSoftware(String version, List<Capability.Type> capabilities) {
    public AgentSoftware {
        capabilities = capabilities.stream().distinct().sorted().toList();
    }

    /** An agent of that version with all that an agent of 1.11 can. */
    public static AgentSoftware of(String version) {
        return new AgentSoftware(version, List.copyOf(EnumSet.complementOf(EnumSet.of(Capability.Type.UNKNOWN))));
    }

    /** The same as an older agent, which cannot do all that. */
    public AgentSoftware without(Capability.Type... missing) {
        var unknown = Arrays.asList(missing);
        return new AgentSoftware(
                version,
                capabilities.stream().filter(own -> !unknown.contains(own)).toList());
    }

    public boolean can(Capability.Type capability) {
        return capabilities.contains(capability);
    }
}
