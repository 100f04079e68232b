/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;

/**
 * What an agent's process says of itself when it registers.
 *
 * @param capabilities in the order of their numbers
 */
public record AgentSoftware(String version, Set<Capability.Type> capabilities) {
    public AgentSoftware {
        var sorted = EnumSet.noneOf(Capability.Type.class);
        sorted.addAll(capabilities);
        capabilities = Collections.unmodifiableSet(sorted);
    }

    /** An agent of that version with all that an agent of 1.11 can. */
    public static AgentSoftware of(String version) {
        return new AgentSoftware(version, EnumSet.complementOf(EnumSet.of(Capability.Type.UNKNOWN)));
    }

    /** The same as an older agent, which cannot do all that. */
    public AgentSoftware without(Capability.Type... missing) {
        var fewer = EnumSet.copyOf(capabilities);
        fewer.removeAll(Arrays.asList(missing));
        return new AgentSoftware(version, fewer);
    }

    public boolean can(Capability.Type capability) {
        return capabilities.contains(capability);
    }
}
