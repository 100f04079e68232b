/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Labels everything a harness makes on the engine with its run and its process, and removes what is left of processes
 * that are gone: also a killed run leaves nothing for longer than until the next one begins.
 */
public final class Ownership {
    private static final String RUN = "dev.drey.harness.run";
    private static final String OWNER = "dev.drey.harness.owner";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final String run;

    private Ownership(String run) {
        this.run = run;
    }

    /** A new run of this process. */
    static Ownership begin() {
        return new Ownership(ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet());
    }

    /** The name of the run, unique among those that live on this machine. */
    String run() {
        return run;
    }

    Map<String, String> labels() {
        return new TreeMap<>(Map.of(RUN, run, OWNER, owner(ProcessHandle.current())));
    }

    List<Container> containers(DockerClient docker) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(RUN, run))
                .exec();
    }

    /** Removes the containers and networks of this run. */
    void remove(DockerClient docker) {
        containers(docker).forEach(container -> removeContainer(docker, container.getId()));
        docker.listNetworksCmd().exec().stream()
                .filter(network -> run.equals(label(network, RUN)))
                .forEach(network -> removeNetwork(docker, network.getId()));
    }

    /** Removes what was left by processes of this machine that are gone. */
    public static void sweep(DockerClient docker) {
        for (Container container : docker.listContainersCmd().withShowAll(true).exec()) {
            String owner = container.getLabels().get(OWNER);
            if (owner != null && isOfHere(owner) && !isAlive(owner)) {
                removeContainer(docker, container.getId());
            }
        }
        for (Network network : docker.listNetworksCmd().exec()) {
            String owner = label(network, OWNER);
            if (owner != null && isOfHere(owner) && !isAlive(owner)) {
                removeNetwork(docker, network.getId());
            }
        }
    }

    private static void removeContainer(DockerClient docker, String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            return;
        }
    }

    private static void removeNetwork(DockerClient docker, String id) {
        try {
            docker.removeNetworkCmd(id).exec();
        } catch (NotFoundException gone) {
            return;
        }
    }

    private static String label(Network network, String name) {
        return network.getLabels() == null ? null : network.getLabels().get(name);
    }

    /* Ids of processes come again, so the time of the start belongs to the name. */
    private static String owner(ProcessHandle process) {
        var started = process.info().startInstant().orElse(Instant.EPOCH);
        return host() + "/" + process.pid() + "/" + started.toEpochMilli();
    }

    private static boolean isOfHere(String owner) {
        return owner.startsWith(host() + "/");
    }

    private static boolean isAlive(String owner) {
        long pid = Long.parseLong(owner.split("/")[1]);
        return ProcessHandle.of(pid)
                .filter(process -> owner(process).equals(owner))
                .isPresent();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace("/", "_");
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
