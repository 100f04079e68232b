/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Tells whether something listens at the address of a master. */
final class ReachableMaster {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private ReachableMaster() {}

    /** Connects and lets go at once. Empty if that worked, else why it did not. */
    static Optional<String> failure(MasterAddress master) {
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(master.host(), master.port());
            if (address.isUnresolved()) {
                return Optional.of("the host name " + master.host() + " cannot be resolved");
            }
            socket.connect(address, (int) TIMEOUT.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }
}
