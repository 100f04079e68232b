/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The container a worker runs in.
 *
 * @param networks the networks it joins besides or instead of that of its agent
 */
public record ContainerConfig(
        Type type, Optional<String> image, List<Volume> volumes, Docker docker, List<String> networks) {

    /** The containerizer. */
    public enum Type {
        MESOS,
        DOCKER
    }

    /** The networks of Docker containers. */
    public enum DockerNetwork {
        HOST,
        BRIDGE,
        USER
    }

    /** What only the Docker containerizer knows. */
    public record Docker(DockerNetwork network, List<Parameter> parameters, boolean forcePull) {}

    /** A directory of the host, or with no host path a fresh one, in the container. */
    public record Volume(Optional<String> hostPath, String containerPath, boolean readOnly) {}

    /** A parameter of {@code docker run}. */
    public record Parameter(String key, String value) {}

    static ContainerConfig read(OptionReader reader) {
        var type = type(reader);
        var image = reader.text(ContainerOptions.CONTAINER_IMAGE);
        if (type == Type.DOCKER && image.isEmpty()) {
            reader.report(ConfigProblem.missing(ContainerOptions.CONTAINER_IMAGE.key())
                    .because("containers of type docker need an image")
                    .tryInstead("name one, or remove " + ContainerOptions.CONTAINER_TYPE.key()));
        }
        return new ContainerConfig(type, image, volumes(reader), docker(reader), networks(type, reader));
    }

    /** Whether it has ports of its own, which are to be mapped to those of the agent. */
    boolean mapsPorts() {
        return type == Type.DOCKER && docker.network() != DockerNetwork.HOST;
    }

    /** Whether it has an address of its own that others use. */
    boolean hasOwnAddress() {
        return type == Type.MESOS && !networks.isEmpty();
    }

    private static Docker docker(OptionReader reader) {
        return new Docker(
                reader.get(ContainerOptions.DOCKER_NETWORK),
                parameters(reader),
                reader.get(ContainerOptions.DOCKER_FORCE_PULL));
    }

    private static List<String> networks(Type type, OptionReader reader) {
        var networks = reader.items(ContainerOptions.NETWORKS);
        var docker = reader.get(ContainerOptions.DOCKER_NETWORK);
        if (type == Type.MESOS && docker != DockerNetwork.HOST) {
            reader.report(
                    ContainerOptions.DOCKER_NETWORK,
                    "containers of type mesos have no network of Docker",
                    "name CNI networks in " + ContainerOptions.NETWORKS.key());
        }
        if (type == Type.DOCKER && docker == DockerNetwork.USER && networks.size() != 1) {
            reader.report(
                    ContainerOptions.NETWORKS,
                    "a Docker container joins exactly one user-defined network",
                    "name the one that docker network ls shows");
        }
        if (type == Type.DOCKER && docker != DockerNetwork.USER && !networks.isEmpty()) {
            reader.report(
                    ContainerOptions.NETWORKS,
                    "the container would not join it",
                    "set " + ContainerOptions.DOCKER_NETWORK.key() + " to USER");
        }
        return networks;
    }

    private static Type type(OptionReader reader) {
        var type = reader.get(ContainerOptions.CONTAINER_TYPE).strip();
        if (!type.equals("mesos") && !type.equals("docker")) {
            reader.report(ContainerOptions.CONTAINER_TYPE, "there is no such containerizer", "use mesos or docker");
        }
        return type.equals("docker") ? Type.DOCKER : Type.MESOS;
    }

    private static List<Volume> volumes(OptionReader reader) {
        var volumes = new ArrayList<Volume>();
        for (var item : reader.items(ContainerOptions.CONTAINER_VOLUMES)) {
            var volume = volume(item);
            volume.ifPresent(volumes::add);
            if (volume.isEmpty()) {
                reader.report(ConfigProblem.at(ContainerOptions.CONTAINER_VOLUMES.key(), item)
                        .because("expected [host_path:]container_path[:RO|RW]")
                        .tryInstead("for instance /etc/hadoop:/etc/hadoop:RO"));
            }
        }
        return List.copyOf(volumes);
    }

    /* One part is a container path; of two parts the second is a mode if it reads like one. */
    private static Optional<Volume> volume(String item) {
        var parts = new ArrayList<>(List.of(item.split(":", -1)));
        parts.replaceAll(String::strip);
        var mode = mode(parts.get(parts.size() - 1));
        if (parts.size() > 1 && mode.isPresent()) {
            parts.remove(parts.size() - 1);
        } else if (parts.size() > 2) {
            return Optional.empty();
        }
        if (parts.size() > 2 || parts.contains("")) {
            return Optional.empty();
        }
        var hostPath = parts.size() == 2 ? Optional.of(parts.get(0)) : Optional.<String>empty();
        return Optional.of(new Volume(
                hostPath, parts.get(parts.size() - 1), mode.orElse("RW").equals("RO")));
    }

    private static Optional<String> mode(String part) {
        return Optional.of(part.toUpperCase(Locale.ROOT)).filter(List.of("RO", "RW")::contains);
    }

    private static List<Parameter> parameters(OptionReader reader) {
        var parameters = new ArrayList<Parameter>();
        for (var item : reader.items(ContainerOptions.DOCKER_PARAMETERS)) {
            int equals = item.indexOf('=');
            if (equals < 1) {
                reader.report(ConfigProblem.at(ContainerOptions.DOCKER_PARAMETERS.key(), item)
                        .because("expected <key>=<value>")
                        .tryInstead("for instance memory-swappiness=0"));
            } else {
                parameters.add(new Parameter(item.substring(0, equals).strip(), item.substring(equals + 1)));
            }
        }
        return List.copyOf(parameters);
    }
}
