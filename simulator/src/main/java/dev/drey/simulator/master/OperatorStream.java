/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.master.Protos.Event;

/** Where the events for one operator go. */
public interface OperatorStream {

    void send(Event event);

    /** Ends the stream after what was sent. */
    void close();
}
