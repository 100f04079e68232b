/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Free ports in a row. They are below those that a system gives to outgoing connections, so that a server that dies can
 * be started again on its own.
 */
public final class PortRun {
    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;
    private static final int ATTEMPTS = 100;

    private PortRun() {}

    /** The first of {@code count} ports that are free now. */
    public static int find(int count) throws IOException {
        var random = new SecureRandom();
        for (int i = 0; i < ATTEMPTS; i++) {
            int first = FIRST + random.nextInt(LAST - FIRST);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new IOException("There are no " + count + " free ports in a row between " + FIRST + " and " + LAST + ".");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
