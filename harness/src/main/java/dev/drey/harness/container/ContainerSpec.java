/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** What a member of a cluster is started with. */
final class ContainerSpec {
    private final Ownership ownership;
    private final Subnet subnet;
    private final String name;
    private final String ip;
    private final GenericContainer<?> container;
    private final List<Bind> binds = new ArrayList<>();
    private RestartPolicy restartPolicy = RestartPolicy.noRestart();

    ContainerSpec(Ownership ownership, Subnet subnet, String name, String image, String ip) {
        this.ownership = ownership;
        this.subnet = subnet;
        this.name = name;
        this.ip = ip;
        this.container = new GenericContainer<>(DockerImageName.parse(image));
    }

    ContainerSpec environment(String variable, String value) {
        container.withEnv(variable, value);
        return this;
    }

    ContainerSpec command(String... words) {
        container.withCommand(words);
        return this;
    }

    /** A directory of this machine. */
    ContainerSpec bind(Path directory, String where) {
        binds.add(new Bind(directory.toAbsolutePath().toString(), new Volume(where)));
        return this;
    }

    ContainerSpec restarted(RestartPolicy policy) {
        restartPolicy = policy;
        return this;
    }

    Member start() {
        container.withCreateContainerCmdModifier(this::adapt).start();
        return new Member(name, ip, container.getContainerId());
    }

    private void adapt(CreateContainerCmd command) {
        var host = command.getHostConfig();
        if (host == null) {
            throw new ClusterException("Testcontainers asks for a container without a host configuration");
        }
        host.withNetworkMode(subnet.id()).withBinds(binds).withRestartPolicy(restartPolicy);
        command.withName("drey-" + ownership.run() + "-" + name)
                .withHostName(name)
                .withAliases(name)
                .withIpv4Address(ip);
        command.getLabels().putAll(ownership.labels());
    }
}
