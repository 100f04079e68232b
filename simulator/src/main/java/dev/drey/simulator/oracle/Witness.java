/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;

/** What an oracle may ask about the world. */
public interface Witness {

    Instant now();

    /** How many tasks are wanted of the framework. */
    int wanted();

    /** How many of them it neither has nor is about to write down, according to its durable memory. */
    int unmet();

    /** The tasks that shall live according to the framework's durable memory. */
    Set<String> remembered();

    /** The newest process of the framework; 0 while none is alive. */
    int life();

    /** Whether the framework stands still, or its store is in trouble, so that it cannot be blamed for being late. */
    boolean isHindered();

    /** All framework ids that the master ever gave to this framework. */
    Set<String> frameworks();

    /** Grows with everything that happens between the scheduler, the master and the agents. */
    long happenings();

    /** The agents that are registered with the leading master; none while none leads. */
    List<AgentID> agentIds();

    /** What the leading master shows of an agent; empty if none leads or the agent is not registered. */
    Optional<MasterView.Agent> agent(AgentID id);

    /** What the leading master shows, which costs time in a large cluster; empty while none leads. */
    Optional<MasterView> master();
}
