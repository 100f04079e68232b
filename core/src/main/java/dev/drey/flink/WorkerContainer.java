/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.flink.ContainerConfig.Type;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.Volume;

/** Turns the container of the configuration into the protocol's. Docker containers use the network of their host. */
final class WorkerContainer {
    private WorkerContainer() {}

    static ContainerInfo of(ContainerConfig config) {
        var container = ContainerInfo.newBuilder();
        if (config.type() == Type.DOCKER) {
            container.setType(ContainerInfo.Type.DOCKER).setDocker(docker(config));
        } else {
            container.setType(ContainerInfo.Type.MESOS);
            config.image().ifPresent(image -> container.getMesosBuilder().setImage(image(image)));
        }
        config.volumes().forEach(volume -> container.addVolumes(volume(volume)));
        return container.build();
    }

    private static DockerInfo docker(ContainerConfig config) {
        var docker = DockerInfo.newBuilder()
                .setImage(config.image().orElseThrow())
                .setNetwork(DockerInfo.Network.HOST)
                .setForcePullImage(config.forcePull());
        config.parameters()
                .forEach(parameter ->
                        docker.addParametersBuilder().setKey(parameter.key()).setValue(parameter.value()));
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
