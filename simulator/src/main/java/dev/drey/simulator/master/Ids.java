/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Locale;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;

/** Gives out the ids of one master; all start with the id of the master itself. */
final class Ids {
    private final String master;
    private int frameworks;
    private int agents;
    private long offers;

    Ids(String master) {
        this.master = master;
    }

    String master() {
        return master;
    }

    FrameworkID nextFramework() {
        var value = String.format(Locale.ROOT, "%s-%04d", master, frameworks++);
        return FrameworkID.newBuilder().setValue(value).build();
    }

    AgentID nextAgent() {
        return AgentID.newBuilder().setValue(master + "-S" + agents++).build();
    }

    /** Offers and inverse offers share one sequence. */
    OfferID nextOffer() {
        return OfferID.newBuilder().setValue(master + "-O" + offers++).build();
    }
}
