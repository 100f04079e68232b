/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;

/** What goes wrong with an agent, its machine or its line to the master. */
final class AgentFaults {
    private final World<?> world;
    private final Endings endings;
    private final Operator operator;

    AgentFaults(World<?> world, Endings endings, Operator operator) {
        this.world = world;
        this.endings = endings;
        this.operator = operator;
    }

    void inject(Fault fault) {
        var agent = world.agents().get(fault.agent() % world.agents().size());
        switch (fault.kind()) {
            case AGENT_PARTITION, AGENT_DEAF, AGENT_MUTE -> cut(fault, agent);
            case AGENT_CRASH -> endings.during(fault, agent::crash, agent::start);
            case AGENT_LEAVE -> endings.during(fault, agent::leave, agent::revive);
            case AGENT_RESTART -> endings.during(fault, agent::stop, agent::start);
            case AGENT_WIPE -> endings.during(fault, agent::wipe, agent::start);
            case AGENT_FLAP -> agent.flap();
            case AGENT_GONE -> endings.during(fault, () -> operator.markGone(agent), agent::revive);
            case AGENT_DRAIN -> endings.during(fault, () -> operator.drain(agent), operator::reactivate);
            case MAINTENANCE -> operator.maintain(agent, fault);
            default -> throw new IllegalArgumentException("not of an agent: " + fault);
        }
    }

    private void cut(Fault fault, SimulatedAgent agent) {
        boolean there = fault.kind() != FaultKind.AGENT_DEAF;
        boolean back = fault.kind() != FaultKind.AGENT_MUTE;
        var cut = new Cut(world.network(), agent.node(), Masters.NODE, there, back);
        endings.during(fault, cut::begin, cut::end);
    }
}
