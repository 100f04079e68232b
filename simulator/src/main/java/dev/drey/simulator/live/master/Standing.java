/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.master.Master;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * Where this master stands in the election.
 *
 * @param master the model, if this master leads and has recovered
 * @param otherLeader who leads, if it is another one
 * @param reason why nobody can answer, if neither is present
 */
public record Standing(Optional<Master> master, Optional<MasterInfo> otherLeader, String reason) {

    public static Standing leading(Master master) {
        return new Standing(Optional.of(master), Optional.empty(), "");
    }

    public static Standing following(MasterInfo leader) {
        return new Standing(Optional.empty(), Optional.of(leader), "");
    }

    public static Standing leaderless() {
        return new Standing(Optional.empty(), Optional.empty(), "No leading master is known.");
    }

    public static Standing recovering() {
        return new Standing(Optional.empty(), Optional.empty(), "The master has not finished its recovery.");
    }
}
