/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

/** Names that mean only the machine they are used on. */
final class Loopback {
    private Loopback() {}

    static boolean isName(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d+){3}");
    }
}
