/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;

/**
 * An offer operation that was sent to its agent and is not both ended and acknowledged.
 *
 * @param uuid names it between master and agent
 */
record PendingOperation(ByteString uuid, AgentID agent, Offer.Operation info, OperationStatus status) {

    /** Only operations with an id are told to schedulers. */
    boolean isTold() {
        return info.hasId();
    }
}
