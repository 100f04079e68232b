/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container.image;

import java.util.Optional;
import java.util.Properties;

/**
 * Which images are taken from a registry instead of being made here, as system properties such as
 * {@code -Dmesos.image=mesosphere/mesos:1.7.1}.
 *
 * @param mesos has {@code mesos-master} and {@code mesos-slave} on its path
 * @param marathon without it the appmaster is a container of its own that the engine restarts
 * @param zooKeeper takes its settings from {@code ZOO_*} as the image of Docker Hub
 * @param jre has a JRE, version 17 or newer, in {@code /opt/java/openjdk}, and runs on the C library of the Mesos image
 * @param tools has {@code iptables} and a shell; for faults in other containers' networks
 */
public record ImageSettings(
        Optional<String> mesos,
        Optional<String> marathon,
        Optional<String> zooKeeper,
        Optional<String> jre,
        Optional<String> tools) {

    /** From the properties {@code mesos.image}, {@code marathon.image} and so on; an empty one counts as none. */
    public static ImageSettings of(Properties properties) {
        return new ImageSettings(
                read(properties, "mesos.image"),
                read(properties, "marathon.image"),
                read(properties, "zookeeper.image"),
                read(properties, "jre.image"),
                read(properties, "tools.image"));
    }

    private static Optional<String> read(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** Whether some image has to be made of this machine's packages. */
    boolean needHostPackages() {
        return jre.isEmpty() || tools.isEmpty();
    }
}
