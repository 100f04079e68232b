/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.scheduler.Protos.Event;

/** Where the events of one subscription go. */
public interface EventStream {

    void send(Event event);

    /** Ends the stream after what was sent. The master does not use it afterwards. */
    void close();
}
