/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a ZooKeeper server answers to its four-letter words. */
final class ZooKeeperStatus {
    private static final int PORT = 2181;
    private static final int TIMEOUT_MILLIS = 2000;

    private ZooKeeperStatus() {}

    /** Whether it leads an ensemble, or is alone. */
    static boolean leads(Member server) {
        String status = ask(server, "srvr");
        return status.contains("Mode: leader") || status.contains("Mode: standalone");
    }

    /** Whether it serves clients. */
    static boolean answers(Member server) {
        return ask(server, "srvr").contains("Mode: ");
    }

    private static String ask(Member server, String word) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(server.ip(), PORT), TIMEOUT_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException down) {
            return "";
        }
    }
}
