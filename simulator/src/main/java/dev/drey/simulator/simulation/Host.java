/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.SimulatedStore.Outcome;
import dev.drey.simulator.world.Timeline;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * The machine on which one process of a framework runs: its clock, its store and its way to Mesos.
 *
 * @param <S> the durable memory of the framework
 */
public interface Host<S> {

    /** Counts the processes of the framework from 1. */
    int life();

    /** The clock of the machine, which may be set, and the timers of the process, which do not mind that. */
    Timeline timeline();

    /** A clock of the machine that only counts on, whatever the other one is set to. */
    Instant steadyNow();

    Choices choices();

    /** The cluster, and what a task needs. */
    Plan.Cluster cluster();

    /** The number of this process's session with the store; greater than every earlier one. */
    long epoch();

    /** What was durable when the process started. */
    S found();

    /** Makes a change durable. */
    void write(UnaryOperator<S> change, Consumer<Outcome> then);

    /** Looks for the leading master and connects. */
    Mesos connect(Scheduler callbacks);

    /** The process ends by itself; it is started again after a while, unless another one is alive. */
    void exit(String reason);
}
