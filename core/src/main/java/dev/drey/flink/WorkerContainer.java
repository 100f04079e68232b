/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.flink.ContainerConfig.Type;
import java.util.List;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Turns the container of the configuration into the protocol's.
 *
 * <p>A container on a network of Docker of its own listens on the port numbers of the offer and has them mapped to the
 * same numbers of its agent, so that a worker has the same address inside and outside.
 */
final class WorkerContainer {
    private WorkerContainer() {}

    static ContainerInfo of(ContainerConfig config, List<Integer> ports) {
        var container = ContainerInfo.newBuilder();
        if (config.type() == Type.DOCKER) {
            container.setType(ContainerInfo.Type.DOCKER).setDocker(docker(config, ports));
        } else {
            container.setType(ContainerInfo.Type.MESOS);
            config.image().ifPresent(image -> container.getMesosBuilder().setImage(image(image)));
        }
        config.volumes().forEach(volume -> container.addVolumes(volume(volume)));
        config.networks()
                .forEach(name ->
                        container.addNetworkInfos(NetworkInfo.newBuilder().setName(name)));
        return container.build();
    }

    private static DockerInfo docker(ContainerConfig config, List<Integer> ports) {
        var docker = DockerInfo.newBuilder()
                .setImage(config.image().orElseThrow())
                .setNetwork(DockerInfo.Network.valueOf(config.docker().network().name()))
                .setForcePullImage(config.docker().forcePull());
        config.docker().parameters().forEach(parameter -> docker.addParametersBuilder()
                .setKey(parameter.key())
                .setValue(parameter.value()));
        if (config.mapsPorts()) {
            ports.forEach(port -> docker.addPortMappingsBuilder()
                    .setHostPort(port)
                    .setContainerPort(port)
                    .setProtocol("tcp"));
        }
        return docker.build();
    }

    private static Image image(String name) {
        return Image.newBuilder()
                .setType(Image.Type.DOCKER)
                .setDocker(Image.Docker.newBuilder().setName(name))
                .build();
    }

    private static Volume volume(ContainerConfig.Volume volume) {
        var builder = Volume.newBuilder()
                .setContainerPath(volume.containerPath())
                .setMode(volume.readOnly() ? Volume.Mode.RO : Volume.Mode.RW);
        volume.hostPath().ifPresent(builder::setHostPath);
        return builder.build();
    }
}
