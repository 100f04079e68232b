/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;

/** An offer operation with an id: sent to its agent and not yet acknowledged. */
record PendingOperation(AgentID agent, Offer.Operation info, OperationStatus status) {}
