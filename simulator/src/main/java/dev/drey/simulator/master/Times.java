/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Instant;
import org.apache.mesos.v1.Protos.TimeInfo;

/** Points of time on the wire. */
final class Times {

    private Times() {}

    static TimeInfo of(Instant instant) {
        long nanos = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
        return TimeInfo.newBuilder().setNanoseconds(nanos).build();
    }
}
