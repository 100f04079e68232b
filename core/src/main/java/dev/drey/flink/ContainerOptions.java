/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.old;
import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.ContainerConfig.DockerNetwork;
import dev.drey.flink.MesosOption.Kind;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The {@code mesos.*} options that say what a worker runs in. */
final class ContainerOptions {

    static final ConfigOption<String> CONTAINER_TYPE = key("mesos.resourcemanager.tasks.container.type")
            .stringType()
            .defaultValue("mesos")
            .withDescription("The containerizer: mesos or docker.");

    static final ConfigOption<String> CONTAINER_IMAGE = key("mesos.resourcemanager.tasks.container.image.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The image of the workers' containers. Mandatory with container type docker.");

    static final ConfigOption<String> CONTAINER_VOLUMES = key("mesos.resourcemanager.tasks.container.volumes")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated volumes: [host_path:]container_path[:RO|RW].");

    static final ConfigOption<String> DOCKER_PARAMETERS = key("mesos.resourcemanager.tasks.container.docker.parameters")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated key=value parameters of docker run; container type docker only.");

    static final ConfigOption<Boolean> DOCKER_FORCE_PULL =
            key("mesos.resourcemanager.tasks.container.docker.force-pull-image")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Pull the image even if the agent has it; container type docker only.");

    static final ConfigOption<DockerNetwork> DOCKER_NETWORK =
            key("mesos.resourcemanager.tasks.container.docker.network")
                    .enumType(DockerNetwork.class)
                    .defaultValue(DockerNetwork.HOST)
                    .withDescription("The network of containers of type docker: HOST is that of the agent, BRIDGE that"
                            + " of Docker, USER the one that mesos.resourcemanager.tasks.container.networks names. With"
                            + " BRIDGE and USER the ports of a worker are mapped to those of its agent.");

    static final ConfigOption<String> NETWORKS = key("mesos.resourcemanager.tasks.container.networks")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated names of the networks that a worker joins: CNI networks with container"
                    + " type mesos, one user-defined network with type docker. Without any it uses the network of its"
                    + " agent.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            old(CONTAINER_TYPE, Kind.TEXT),
            old(CONTAINER_IMAGE, Kind.TEXT),
            old(CONTAINER_VOLUMES, Kind.LIST),
            old(DOCKER_PARAMETERS, Kind.LIST),
            old(DOCKER_FORCE_PULL, Kind.BOOLEAN),
            ours(DOCKER_NETWORK, Kind.CHOICE),
            ours(NETWORKS, Kind.LIST));

    private ContainerOptions() {}
}
