/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Address;

/** Addresses as Mesos writes them. */
final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private Addresses() {}

    /** An IPv4 address in network byte order as a little-endian host reads it: 127.0.0.1 is 16777343. */
    static int networkOrder(String ip) {
        var parts = IPV4.matcher(ip);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected an IPv4 address, found '" + ip + "'");
        }
        int value = 0;
        for (int i = 4; i >= 1; i--) {
            value = value << 8 | Integer.parseInt(parts.group(i));
        }
        return value;
    }

    /** The address of an agent process, from {@code ip:port} and its host name. */
    static Address of(String ipAndPort, String hostname) {
        int colon = ipAndPort.lastIndexOf(':');
        return Address.newBuilder()
                .setHostname(hostname)
                .setIp(ip(ipAndPort))
                .setPort(Integer.parseInt(ipAndPort.substring(colon + 1)))
                .build();
    }

    static String ip(String ipAndPort) {
        return ipAndPort.substring(0, ipAndPort.lastIndexOf(':'));
    }
}
