/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Chooses port numbers on the loopback interface. */
final class FreePort {
    private FreePort() {}

    /** {@code wish} if nothing listens there and on the {@code count - 1} ports that follow, else 0: any free one. */
    static int near(int wish, int count) {
        for (int port = wish; port < wish + count; port++) {
            if (port == 0 || !isFree(port)) {
                return 0;
            }
        }
        return wish;
    }

    /** {@code wish} if nothing listens there, else another free port. */
    static int near(int wish) throws IOException {
        if (wish != 0 && isFree(wish)) {
            return wish;
        }
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == port;
        } catch (IOException busy) {
            return false;
        }
    }
}
