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

    Ledger(Framework framework, Agent agent, String role, Resources offered) {
        this.framework = framework;
        this.agent = agent;
        this.role = role;
        this.offered = offered;
        this.remaining = offered;
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

    Workplace workplace() {
        return new Workplace(framework, agent, remaining);
    }

    Resources remaining() {
        return remaining;
    }

    void spend(Resources resources) {
        remaining = remaining.minus(resources);
    }

    void convert(Conversion conversion) {
        remaining = conversion.apply(remaining);
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
