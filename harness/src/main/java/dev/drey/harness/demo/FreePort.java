/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Chooses port numbers on the loopback interface. */
final class FreePort {
    private FreePort() {}

    /** {@code wish} if nothing listens there, else any free port. */
    static int near(int wish) throws IOException {
        try (var probe = new ServerSocket(wish, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException busy) {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            }
        }
    }
}
