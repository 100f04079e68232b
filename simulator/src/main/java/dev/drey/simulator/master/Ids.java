/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;

/** Gives out the ids of one master; all start with the id of the master itself. */
final class Ids {
    private final String master;
    private int frameworks;
    private int agents;
    private long offers;
    private long operations;

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

    /** A name for an operation that no other master gives. */
    ByteString nextOperation() {
        var uuid = UUID.nameUUIDFromBytes((master + "-operation-" + operations++).getBytes(StandardCharsets.UTF_8));
        return ByteString.copyFrom(ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip());
    }

    /** Offers and inverse offers share one sequence. */
    OfferID nextOffer() {
        return OfferID.newBuilder().setValue(master + "-O" + offers++).build();
    }
}
