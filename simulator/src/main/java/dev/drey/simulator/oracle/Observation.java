/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Something that crossed the seam between a scheduler and Mesos, as the scheduler sees it.
 *
 * <p>{@code life} counts the processes of the framework from 1; a crash ends one, and two may be alive at once.
 */
public sealed interface Observation {
    int life();

    /** A process of the framework starts. */
    record Started(int life) implements Observation {}

    /** It is dead, and does nothing any more. */
    record Ended(int life) implements Observation {}

    /** It is told that a master can be reached. */
    record Connected(int life) implements Observation {}

    /** It is told that its connection is gone. */
    record Disconnected(int life) implements Observation {}

    /** It makes a call, which may be lost on its way. */
    record Called(int life, Call call) implements Observation {}

    /** An event reaches it. */
    record Delivered(int life, Event event) implements Observation {}

    /** The master refused a call with this HTTP status. */
    record Refused(int life, Call call, int status, String reason) implements Observation {}
}
