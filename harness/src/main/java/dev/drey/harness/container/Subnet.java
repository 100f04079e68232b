/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A network of its own for one cluster, with addresses that are given and stay: an engine chooses others each time. */
final class Subnet implements AutoCloseable {
    private static final int FIRST = 16;
    private static final int LAST = 250;

    private final DockerClient docker;
    private final String id;
    private final String prefix;

    private Subnet(DockerClient docker, String id, String prefix) {
        this.docker = docker;
        this.id = id;
        this.prefix = prefix;
    }

    /** The first free one of a range that is seldom used in offices and data centers. */
    static Subnet create(DockerClient docker, Ownership ownership) {
        Set<String> taken = docker.listNetworksCmd().exec().stream()
                .flatMap(Subnet::subnets)
                .collect(Collectors.toSet());
        for (int i = FIRST; i <= LAST; i++) {
            String prefix = "10.213." + i + ".";
            if (!taken.contains(prefix + "0/24")) {
                try {
                    return new Subnet(docker, create(docker, ownership, prefix), prefix);
                } catch (DockerException overlaps) {
                    taken.add(prefix + "0/24");
                }
            }
        }
        throw new ClusterException("no free network 10.213.x.0/24 is left: remove some with `docker network prune`");
    }

    private static String create(DockerClient docker, Ownership ownership, String prefix) {
        var range = new Network.Ipam.Config().withSubnet(prefix + "0/24").withGateway(prefix + "1");
        return docker.createNetworkCmd()
                .withName("drey-" + ownership.run())
                .withLabels(ownership.labels())
                .withIpam(new Network.Ipam().withConfig(range))
                .exec()
                .getId();
    }

    private static Stream<String> subnets(Network network) {
        var ipam = network.getIpam();
        List<Network.Ipam.Config> configs = ipam == null || ipam.getConfig() == null ? List.of() : ipam.getConfig();
        return configs.stream().map(Network.Ipam.Config::getSubnet).filter(Objects::nonNull);
    }

    String id() {
        return id;
    }

    /** The address with this last number. */
    String address(int number) {
        return prefix + number;
    }

    @Override
    public void close() {
        docker.removeNetworkCmd(id).exec();
    }
}
