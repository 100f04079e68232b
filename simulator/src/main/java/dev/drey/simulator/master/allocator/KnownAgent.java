/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.resources.RoleName;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;

/** An agent as the allocator knows it: all it has, and what of that is allocated. */
final class KnownAgent {
    final String id;
    AgentDescription description;
    Resources total;
    Resources allocated = Resources.NONE;
    boolean active = true;

    KnownAgent(AgentDescription description, Resources total) {
        this.id = description.info().getId().getValue();
        this.description = description;
        this.total = total;
    }

    AgentInfo info() {
        return description.info();
    }

    boolean can(Capability.Type capability) {
        return description.capabilities().contains(capability);
    }

    /**
     * What is free and may go to a role: unreserved, reserved to it, or reserved to a role above it. Shared volumes are
     * always free.
     */
    Resources availableTo(String role) {
        var free = total.minus(allocated);
        var taken = total.hasShared() ? total.shared().notIn(free) : Resources.NONE;
        return free.plus(taken).filter(kind -> ResourceForm.reservedTo(kind)
                .map(owner -> owner.equals(role) || RoleName.isBelow(role, owner))
                .orElse(true));
    }

    boolean hasGpus() {
        return total.scalarMillis().getOrDefault("gpus", 0L) > 0;
    }
}
