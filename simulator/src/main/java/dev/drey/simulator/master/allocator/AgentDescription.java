/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;

/** What decides, besides its resources, to whom an agent may be offered. */
public record AgentDescription(AgentInfo info, List<Capability.Type> capabilities) {}
