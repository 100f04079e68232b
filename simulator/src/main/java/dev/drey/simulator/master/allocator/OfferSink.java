/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.Unavailability;

/** Where the outcome of allocation runs goes. */
public interface OfferSink {

    /** All that one run gives to one framework. */
    void offer(String framework, List<Grant> grants);

    /** All agents that a framework is asked to leave after one run. */
    void inverseOffer(String framework, List<Notice> notices);

    /** An agent that will be unavailable. */
    record Notice(String agent, Unavailability unavailability) {}

    /**
     * Resources of one agent for one role.
     *
     * @param resources with their allocation role
     */
    record Grant(String agent, String role, Resources resources) {
        Grant plus(Grant other) {
            return new Grant(agent, role, resources.plus(other.resources));
        }
    }
}
