/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The flags that masters and agents have in common: where a program is, and how fast its timers run.
 *
 * @param listen the address of its port
 * @param ip told to others
 * @param hostname told to others
 * @param port 0 for any free one
 * @param speed how many times faster than the wall clock the timers run
 */
public record CommonFlags(String listen, String ip, String hostname, int port, double speed) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ALL = "0.0.0.0";
    private static final double MAX_SPEED = 1000;

    private static final List<String> IGNORED = List.of(
            "log_dir",
            "logging_level",
            "quiet",
            "logbufsecs",
            "hostname_lookup",
            "external_log_file",
            "initialize_driver_logging",
            "advertise_port",
            "modules",
            "hooks",
            "domain",
            "version");

    /** The flags of a program with what each is: its own, then the common ones. */
    public static Map<String, String> with(Map<String, String> own, int defaultPort) {
        var all = new LinkedHashMap<>(own);
        all.put("ip", "the address to listen on; default 127.0.0.1, 0.0.0.0 for all");
        all.put("port", "the port to listen on; default " + defaultPort + ", 0 for any free one");
        all.put("advertise_ip", "the address told to others; default --ip, or that of this machine's name");
        all.put("hostname", "the name told to others; default the address told to others");
        all.put("drey_speed", "how many times faster the timers run, the same for all; not a flag of Mesos");
        return all;
    }

    /** The flags that have no effect on a program: its own, and the common ones. */
    public static List<String> ignored(List<String> own) {
        return Stream.concat(own.stream(), IGNORED.stream()).toList();
    }

    /** What was given. */
    public static CommonFlags of(MesosFlags flags, int defaultPort) throws FlagException {
        var listen = flags.text("ip").orElse(LOOPBACK);
        var told = flags.text("advertise_ip");
        var ip = told.isPresent() || !listen.equals(ALL) ? told.orElse(listen) : ownAddress();
        return new CommonFlags(
                listen,
                ip,
                flags.text("hostname").orElse(ip),
                flags.integer("port").orElse(defaultPort),
                speed(flags));
    }

    private static String ownAddress() throws FlagException {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new FlagException("This machine's name has no address: give one with --advertise_ip.");
        }
    }

    private static double speed(MesosFlags flags) throws FlagException {
        var speed = flags.number("drey_speed").orElse(1.0);
        if (!(speed >= 1 && speed <= MAX_SPEED)) {
            throw new FlagException("--drey_speed=" + speed + ": expected a number from 1 to 1000.");
        }
        return speed;
    }
}
