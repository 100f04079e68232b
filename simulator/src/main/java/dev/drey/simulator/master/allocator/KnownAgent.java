/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.resources.RoleName;
import org.apache.mesos.v1.Protos.AgentInfo;

/** An agent as the allocator knows it: all it has, and what of that is allocated. */
final class KnownAgent {
    final String id;
    AgentInfo info;
    Resources total;
    Resources allocated = Resources.NONE;
    boolean active = true;

    KnownAgent(AgentInfo info, Resources total) {
        this.id = info.getId().getValue();
        this.info = info;
        this.total = total;
    }

    /** What is free and may go to a role: unreserved, reserved to it, or reserved to a role above it. */
    Resources availableTo(String role) {
        return total.minus(allocated).filter(kind -> ResourceForm.reservedTo(kind)
                .map(owner -> owner.equals(role) || RoleName.isBelow(role, owner))
                .orElse(true));
    }

    boolean hasGpus() {
        return total.scalarMillis().getOrDefault("gpus", 0L) > 0;
    }
}
