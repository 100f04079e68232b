/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.live.http.TlsFiles;
import dev.drey.simulator.master.MasterConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a live cluster is made of.
 *
 * @param hostname told to frameworks as the name of the master and of the agents
 * @param agentHostnames names of the agents instead, one for each in turn; empty to use {@code hostname}
 * @param ip told to frameworks as the address of the master and of the agents
 * @param listen the address all ports are opened on; usually {@code ip}
 * @param port of the first master; 0 for any free one. Further masters, then agents, take the ports that follow, or any
 *     free ones
 * @param masters how many; more than one need an election
 * @param agents how many
 * @param resources texts like those of an agent's flag; agent i has number i, starting over at the end. Empty for a
 *     default with its own thousand ports for each agent
 * @param attributes likewise; empty for none
 * @param zooKeeper {@code zk://host:port/path} of an ensemble to be elected in
 * @param embeddedZooKeeper the port of an own ZooKeeper server for that; 0 for any free one
 * @param secrets of schedulers, by principal; empty if they need not authenticate
 * @param operatorSecrets of those who use endpoints that may change something, likewise
 * @param readerSecrets of those who use endpoints that only show something, likewise
 * @param tls makes the masters answer HTTPS only; agents always answer HTTP
 * @param workDir kept when the cluster ends; without it a temporary one is used and deleted
 * @param speed how many times faster than the wall clock the timers run
 * @param master further flags of the master
 */
public record ClusterConfig(
        String hostname,
        List<String> agentHostnames,
        String ip,
        String listen,
        int port,
        int masters,
        int agents,
        List<String> resources,
        List<String> attributes,
        Optional<String> zooKeeper,
        Optional<Integer> embeddedZooKeeper,
        Map<String, String> secrets,
        Map<String, String> operatorSecrets,
        Map<String, String> readerSecrets,
        Optional<TlsFiles> tls,
        Optional<Path> workDir,
        double speed,
        UnaryOperator<MasterConfig.Builder> master) {

    public ClusterConfig {
        agentHostnames = List.copyOf(agentHostnames);
        resources = List.copyOf(resources);
        attributes = List.copyOf(attributes);
        secrets = Map.copyOf(secrets);
        operatorSecrets = Map.copyOf(operatorSecrets);
        readerSecrets = Map.copyOf(readerSecrets);
        if (!(speed >= 1 && speed <= 1000)) {
            throw new IllegalArgumentException("the speed must be from 1 to 1000, not " + speed);
        }
    }

    /** One agent and a master on free ports of 127.0.0.1, in a temporary directory. */
    public static Builder builder() {
        return new Builder();
    }

    /** Names what is to differ from the default. */
    public static final class Builder {
        private String hostname = "localhost";
        private List<String> agentHostnames = List.of();
        private String ip = "127.0.0.1";
        private Optional<String> listen = Optional.empty();
        private int port;
        private int masters = 1;
        private int agents = 1;
        private List<String> resources = List.of();
        private List<String> attributes = List.of();
        private Optional<String> zooKeeper = Optional.empty();
        private Optional<Integer> embeddedZooKeeper = Optional.empty();
        private final Map<String, String> secrets = new TreeMap<>();
        private final Map<String, String> operatorSecrets = new TreeMap<>();
        private final Map<String, String> readerSecrets = new TreeMap<>();
        private Optional<TlsFiles> tls = Optional.empty();
        private Optional<Path> workDir = Optional.empty();
        private double speed = 1;
        private UnaryOperator<MasterConfig.Builder> master = UnaryOperator.identity();

        private Builder() {}

        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        public Builder agentHostnames(List<String> value) {
            agentHostnames = value;
            return this;
        }

        public Builder ip(String value) {
            ip = value;
            return this;
        }

        public Builder listen(String value) {
            listen = Optional.of(value);
            return this;
        }

        public Builder speed(double value) {
            speed = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder masters(int value) {
            masters = value;
            return this;
        }

        public Builder agents(int value) {
            agents = value;
            return this;
        }

        public Builder resources(List<String> value) {
            resources = value;
            return this;
        }

        public Builder attributes(List<String> value) {
            attributes = value;
            return this;
        }

        public Builder zooKeeper(String url) {
            zooKeeper = Optional.of(url);
            return this;
        }

        public Builder embeddedZooKeeper(int withPort) {
            embeddedZooKeeper = Optional.of(withPort);
            return this;
        }

        public Builder secret(String principal, String secret) {
            secrets.put(principal, secret);
            return this;
        }

        /** Whoever looks at the cluster must authenticate, for instance as this one. */
        public Builder readerSecret(String principal, String secret) {
            readerSecrets.put(principal, secret);
            return this;
        }

        /** Operators must authenticate, for instance as this one. */
        public Builder operatorSecret(String principal, String secret) {
            operatorSecrets.put(principal, secret);
            return this;
        }

        /** Masters answer HTTPS only. */
        public Builder tls(TlsFiles files) {
            tls = Optional.of(files);
            return this;
        }

        public Builder workDir(Path value) {
            workDir = Optional.of(value);
            return this;
        }

        /** Further flags of the master, besides those given before. */
        public Builder master(UnaryOperator<MasterConfig.Builder> value) {
            var before = master;
            master = flags -> value.apply(before.apply(flags));
            return this;
        }

        public ClusterConfig build() {
            return new ClusterConfig(
                    hostname,
                    agentHostnames,
                    ip,
                    listen.orElse(ip),
                    port,
                    masters,
                    agents,
                    resources,
                    attributes,
                    zooKeeper,
                    embeddedZooKeeper,
                    secrets,
                    operatorSecrets,
                    readerSecrets,
                    tls,
                    workDir,
                    speed,
                    master);
        }
    }
}
