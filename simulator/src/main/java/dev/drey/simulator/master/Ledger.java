/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.resources.Resources;

/**
 * What the operations of one ACCEPT have to share: the resources of its offers, taken by one operation after the
 * other.
 */
final class Ledger {
    private final Framework framework;
    private final Agent agent;
    private final String role;
    private final Resources offered;
    private Resources remaining;
    private Resources shared;

    Ledger(Framework framework, Agent agent, String role, Resources offered) {
        this.framework = framework;
        this.agent = agent;
        this.role = role;
        this.offered = offered;
        this.remaining = offered;
        this.shared = offered.shared();
    }

    Framework framework() {
        return framework;
    }

    Agent agent() {
        return agent;
    }

    String role() {
        return role;
    }

    Prepared prepared() {
        return new Prepared(framework.id(), role);
    }

    /** Any number of tasks may use a shared volume. */
    Workplace workplace() {
        return new Workplace(framework, agent, remaining.nonShared().plus(shared));
    }

    Resources remaining() {
        return remaining;
    }

    /** Returns the copies of shared volumes that are needed beside those that were offered. */
    Resources spend(Resources resources) {
        var more = resources.shared().minus(remaining.shared());
        remaining = remaining.minus(resources);
        return more;
    }

    void convert(Conversion conversion) {
        remaining = conversion.apply(remaining);
        shared = shared.minus(conversion.consumed().shared())
                .plus(conversion.converted().shared());
    }

    /** What is left and was not offered in that form: the framework has not seen it yet. */
    Resources convertedLeft() {
        return remaining.minus(offered);
    }

    /** What is left as it was offered. */
    Resources untouchedLeft() {
        return remaining.minus(convertedLeft());
    }
}
