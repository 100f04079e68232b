/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import static dev.drey.simulator.fault.FaultKind.Parameter.AGENT;
import static dev.drey.simulator.fault.FaultKind.Parameter.POINT;
import static dev.drey.simulator.fault.FaultKind.Parameter.RATE;
import static dev.drey.simulator.fault.FaultKind.Parameter.TIME;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The catalogue of faults: what each is called, how often a mixed plan has it, and for how long it lasts at most. */
public enum FaultKind {
    /** The leading master dies; after a while another one leads, with the same registry. */
    MASTER_FAILOVER("master.failover", 3, seconds(60), TIME),
    /** The leading master dies and its registry is lost. */
    MASTER_FORGET("master.forget", 1, seconds(60), TIME),
    /** An agent is cut off from the master. */
    AGENT_PARTITION("agent.partition", 4, seconds(240), AGENT, TIME),
    /** The master hears an agent, which does not hear the master. */
    AGENT_DEAF("agent.deaf", 2, seconds(240), AGENT, TIME),
    /** An agent hears the master, which does not hear the agent. */
    AGENT_MUTE("agent.mute", 2, seconds(240), AGENT, TIME),
    /** The machine of an agent dies with all its tasks; after a while an empty one has its address. */
    AGENT_CRASH("agent.crash", 3, seconds(240), AGENT, TIME),
    /** An agent leaves in order, with all its tasks; after a while an empty one has its address. */
    AGENT_LEAVE("agent.leave", 1, seconds(240), AGENT, TIME),
    /** The connection of an agent breaks and is made anew: its offers are rescinded. */
    AGENT_FLAP("agent.flap", 4, Duration.ZERO, AGENT),
    /** The process of an agent ends and starts again; what runs of frameworks that checkpoint lives on. */
    AGENT_RESTART("agent.restart", 3, seconds(240), AGENT, TIME),
    /** The process of an agent ends and its work directory is lost; it starts again as another agent. */
    AGENT_WIPE("agent.wipe", 1, seconds(240), AGENT, TIME),
    /** An operator marks an agent as gone; after a while an empty one has its address. */
    AGENT_GONE("agent.gone", 1, seconds(240), AGENT, TIME),
    /** An operator drains an agent, and takes it back into service after a while. */
    AGENT_DRAIN("agent.drain", 2, seconds(240), AGENT, TIME),
    /** An operator announces maintenance of a machine for half the time, and takes it down for the other half. */
    MAINTENANCE("maintenance", 2, seconds(240), AGENT, TIME),
    /** All offers are rescinded, as when an operator changes weights. */
    OFFERS_RESCIND("offers.rescind", 3, Duration.ZERO),
    /** Another framework uses nearly all cpus and nothing else, so that offers are lopsided. */
    OFFERS_SKEW("offers.skew", 2, seconds(120), TIME),
    /** The scheduler is cut off from the master. */
    SCHEDULER_PARTITION("scheduler.partition", 2, seconds(150), TIME),
    /** The master hears the scheduler, which does not hear the master. */
    SCHEDULER_DEAF("scheduler.deaf", 1, seconds(150), TIME),
    /** The scheduler hears the master, which does not hear the scheduler. */
    SCHEDULER_MUTE("scheduler.mute", 1, seconds(150), TIME),
    /** The stream of events to the scheduler breaks. */
    SCHEDULER_FLAP("scheduler.flap", 3, Duration.ZERO),
    /** The scheduler dies when it gets to a point, and is started again after a while. */
    SCHEDULER_CRASH("scheduler.crash", 6, seconds(60), POINT, TIME),
    /** The scheduler stands still, as in a long garbage collection. */
    SCHEDULER_PAUSE("scheduler.pause", 2, seconds(120), TIME),
    /** The scheduler ends; another version of it takes up its memory after a while. */
    UPGRADE("upgrade", 2, seconds(60), TIME),
    /** Another instance of the scheduler starts while the first one still believes to lead. */
    LEADER_SPLIT("leader.split", 2, Duration.ZERO),
    /** The clock of the scheduler's machine is set forward. */
    CLOCK_JUMP("clock.jump", 1, Duration.ofHours(3), TIME),
    /** Calls, pings, kills, updates and acknowledgements are lost at a rate. */
    LINK_DROP("link.drop", 2, seconds(90), RATE, TIME),
    /** Messages take up to two seconds longer. */
    LINK_DELAY("link.delay", 3, seconds(90), TIME),
    /** Status updates come twice at a rate. */
    LINK_DUPLICATE("link.duplicate", 2, seconds(90), RATE, TIME),
    /** Acknowledgements are lost between the master and the agents. */
    STATUS_LOST_ACK("status.lost-ack", 2, seconds(90), TIME),
    /** Each agent is heard late by up to ten seconds, one more than another: their updates come in another order. */
    STATUS_REORDER("status.reorder", 2, seconds(90), TIME),
    /** A running task ends by itself with an error. */
    TASK_FAIL("task.fail", 5, Duration.ZERO),
    /** A running task ends by itself in order. */
    TASK_FINISH("task.finish", 1, Duration.ZERO),
    /** Launches fail in the container. */
    TASK_LAUNCH_FAIL("task.launch-fail", 2, seconds(40), TIME),
    /** What tasks fetch cannot be had: they fail after up to 30 seconds of trying. */
    ARTIFACT_UNAVAILABLE("artifact.unavailable", 2, seconds(60), TIME),
    /** Launches take up to 50 seconds longer. */
    TASK_SLOW_START("task.slow-start", 2, seconds(60), TIME),
    /** The store's session expires: the scheduler may not write any more until it starts anew. */
    STORE_EXPIRE("store.expire", 1, Duration.ZERO),
    /** Writes take three seconds. */
    STORE_SLOW("store.slow", 2, seconds(60), TIME),
    /** Writes fail at a rate. */
    STORE_FAIL("store.fail", 2, seconds(30), RATE, TIME),
    /** Writes are durable but reported as failed, at a rate. */
    STORE_TORN("store.torn", 2, seconds(30), RATE, TIME),
    /** An operator tears the framework down. */
    FRAMEWORK_REMOVE("framework.remove", 1, Duration.ZERO),
    /** Another framework uses all that it is offered. */
    NEIGHBOUR_GREEDY("neighbour.greedy", 2, seconds(90), TIME),
    /** Another framework answers no offer it gets. */
    NEIGHBOUR_SILENT("neighbour.silent", 1, seconds(90), TIME);

    /** What can be said of a fault. */
    public enum Parameter {
        /** Which agent, from 0. */
        AGENT,
        /** How long it lasts, how long something is down, or by how much a clock jumps. */
        TIME,
        /** How often, from 0 to 1. */
        RATE,
        /** Where in its work the scheduler dies. */
        POINT
    }

    private final String text;
    private final int weight;
    private final Duration longest;
    private final Set<Parameter> parameters;

    FaultKind(String text, int weight, Duration longest, Parameter... parameters) {
        this.text = text;
        this.weight = weight;
        this.longest = longest;
        this.parameters = EnumSet.noneOf(Parameter.class);
        this.parameters.addAll(Arrays.asList(parameters));
    }

    public static Optional<FaultKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    public boolean has(Parameter parameter) {
        return parameters.contains(parameter);
    }

    int weight() {
        return weight;
    }

    Duration longest() {
        return longest;
    }

    @Override
    public String toString() {
        return text;
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
