/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the environment variables of libprocess, the network layer of libmesos, before it does: it ends the process
 * if it cannot use them.
 */
final class Libprocess {
    private static final String IP = "LIBPROCESS_IP";
    private static final String PORT = "LIBPROCESS_PORT";
    private static final String ANY = "0.0.0.0";
    private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";

    private Libprocess() {}

    static void check(Map<String, String> environment, OptionReader reader) {
        var ip = given(environment, IP);
        if (ip.isEmpty()) {
            checkHostName(reader);
        } else if (!isOfThisHost(ip.get())) {
            reader.report(ConfigProblem.at(IP, ip.get())
                    .because("libmesos cannot listen there, it is no IPv4 address of this host")
                    .tryInstead("an address of this host that the masters can reach, or unset it"));
        }
        given(environment, PORT)
                .filter(port -> !isPort(port))
                .ifPresent(port -> reader.report(ConfigProblem.at(PORT, port)
                        .because("it is no port")
                        .tryInstead("0 to 65535 is allowed, 0 or nothing is any free one")));
    }

    /** What is to be said, if libmesos will take a loopback address for that of this host. */
    static Optional<String> warning(Map<String, String> environment) {
        try {
            if (given(environment, IP).isPresent()
                    || !InetAddress.getLocalHost().isLoopbackAddress()) {
                return Optional.empty();
            }
            return Optional.of("the host name " + InetAddress.getLocalHost().getHostName() + " stands for the loopback"
                    + " address " + InetAddress.getLocalHost().getHostAddress() + ", which libmesos takes for that of"
                    + " this host: set " + IP + " to an address that the masters can reach");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty() && !text.equals(ANY));
    }

    private static void checkHostName(OptionReader reader) {
        try {
            InetAddress.getLocalHost();
        } catch (UnknownHostException e) {
            reader.report(ConfigProblem.missing(IP)
                    .because("it is not set, and the name of this host has no address: " + e.getMessage())
                    .tryInstead("set it to an address of this host that the masters can reach"));
        }
    }

    private static boolean isOfThisHost(String ip) {
        if (!ip.matches(IPV4)) {
            return false;
        }
        try {
            var address = InetAddress.getByName(ip);
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
    }
}
