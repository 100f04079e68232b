/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import dev.drey.simulator.live.ClusterConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A kind of cluster that tests ask for by name. */
enum Profile {
    /** Two agents, default flags. */
    BASIC(2, config -> config),
    /** Two agents that are given up after two pings of two seconds. */
    FAST(
            2,
            config -> config.master(
                    flags -> flags.agentPingTimeout(Duration.ofSeconds(2)).maxAgentPingTimeouts(2))),
    /** One agent; offers are withdrawn after three seconds. */
    OFFERTIMEOUT(1, config -> config.master(flags -> flags.offerTimeout(Duration.ofSeconds(3)))),
    /** One agent; schedulers authenticate as one of two principals. */
    AUTH(1, config -> config.secret("test-principal", "test-secret").secret("other-principal", "other-secret")),
    /** One agent and three masters that are elected in ZooKeeper. */
    ZK(1, config -> config.masters(3).embeddedZooKeeper(0));

    private static final int FIRST_PORT = 31_000;
    private static final int PORTS = 1_000;
    private static final String VERSION = "1.12.0";
    private static final String IP = "127.0.0.1";

    private final int agents;
    private final UnaryOperator<ClusterConfig.Builder> peculiarity;

    Profile(int agents, UnaryOperator<ClusterConfig.Builder> peculiarity) {
        this.agents = agents;
        this.peculiarity = peculiarity;
    }

    static Optional<Profile> find(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.label().equals(name))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Profile::label).toList();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int agents() {
        return agents;
    }

    /** How many ports in a row the cluster takes. */
    int ports() {
        return config(0).masters() + agents;
    }

    /** The cluster; the port numbers of masters, then agents, ascend from {@code port}. */
    ClusterConfig config(int port) {
        return peculiarity
                .apply(ClusterConfig.builder()
                        .hostname(IP)
                        .port(port)
                        .master(flags -> flags.version(VERSION))
                        .agents(agents)
                        .agentHostnames(each(i -> "agent-" + i + ".drey.test"))
                        .resources(each(Profile::resources))
                        .attributes(each(i -> "rack:r" + i)))
                .build();
    }

    private List<String> each(IntFunction<String> text) {
        return IntStream.range(0, agents).mapToObj(text).toList();
    }

    private static String resources(int agent) {
        int first = FIRST_PORT + agent * PORTS;
        return "cpus:4;mem:2048;disk:4096;ports:[" + first + "-" + (first + PORTS - 1) + "]";
    }
}
