/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.drey.harness.container.image.Images;
import dev.drey.simulator.master.MasterView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ZooKeeper, masters, agents and an appmaster, each in a container of its own with an address that stays. Closing it
 * removes all of them, and leaves the folder.
 */
public final class ContainerCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ZOOKEEPERS_FROM = 11;
    private static final int MASTERS_FROM = 21;
    private static final int AGENTS_FROM = 31;
    private static final int APPMASTER = 201;
    private static final int MARATHON = 202;
    private static final String WORK_DIR = "/var/lib/mesos";

    private final DockerClient docker;
    private final Images images;
    private final Layout layout;
    private final RunFolder folder;
    private final Ownership ownership = Ownership.begin();
    private final Http http = new Http();
    private final List<Member> zooKeepers = new ArrayList<>();
    private final List<Member> masters = new ArrayList<>();
    private final List<Member> agents = new ArrayList<>();
    private final MesosApi mesos = new MesosApi(http, masters, agents);
    private final Subnet subnet;
    private final Sidecar sidecar;
    private final Faults faults;
    private final AppmasterHost appmaster;

    private ContainerCluster(DockerClient docker, Images images, Layout layout, RunFolder folder) {
        this.docker = docker;
        this.images = images;
        this.layout = layout;
        this.folder = folder;
        this.subnet = Subnet.create(docker, ownership);
        this.sidecar = new Sidecar(docker, ownership, images.tools());
        this.faults = new Faults(docker, sidecar, subnet);
        this.appmaster = images.marathon().isPresent()
                ? new MarathonAppmaster(
                        http,
                        images.marathonApp(),
                        new MarathonContainers(images.marathon().get()))
                : new RestartedAppmaster(subnet.address(APPMASTER), this::startAppmaster);
    }

    /**
     * Starts everything, and returns when the agents are registered and the appmaster answers. A layout without masters
     * is an ensemble of ZooKeeper alone.
     *
     * @param root a new folder for what the containers share and what is collected of them
     */
    public static ContainerCluster start(DockerClient docker, Images images, Layout layout, Path root)
            throws IOException, InterruptedException {
        Ownership.sweep(docker);
        var cluster = new ContainerCluster(docker, images, layout, RunFolder.create(root));
        try {
            cluster.startAll();
            return cluster;
        } catch (IOException | RuntimeException | InterruptedException e) {
            cluster.collect();
            cluster.close();
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        for (int i = 0; i < layout.zooKeepers(); i++) {
            zooKeepers.add(startZooKeeper(i));
        }
        Patience.await("a leader of the ZooKeeper ensemble", PATIENCE, () -> zooKeeperLeader()
                .isPresent());
        if (layout.masters() > 0) {
            startMesos();
        }
    }

    private void startMesos() throws IOException, InterruptedException {
        for (int i = 0; i < layout.masters(); i++) {
            masters.add(startMaster(i));
        }
        Patience.await("a leading master", PATIENCE, () -> mesos.leader().isPresent());
        for (int i = 0; i < layout.agents().size(); i++) {
            agents.add(startAgent(i));
        }
        Patience.await("the registration of all agents", PATIENCE, () -> mesos.agents() == agents.size());
        appmaster.start(AppmasterOptions.options(zooKeeperAddresses(), layout.appmasterOptions()));
        Patience.await("the appmaster's REST endpoint", PATIENCE, () -> flink().answers());
    }

    private Member startZooKeeper(int index) {
        String servers = IntStream.range(0, layout.zooKeepers())
                .mapToObj(i -> "server." + (i + 1) + "=" + subnet.address(ZOOKEEPERS_FROM + i) + ":2888:3888;2181")
                .collect(Collectors.joining(" "));
        return spec("zk" + (index + 1), images.zooKeeper(), ZOOKEEPERS_FROM + index)
                .environment("ZOO_MY_ID", String.valueOf(index + 1))
                .environment("ZOO_SERVERS", servers)
                .environment("ZOO_TICK_TIME", "1000")
                .environment("ZOO_4LW_COMMANDS_WHITELIST", "srvr,ruok,mntr")
                .environment("ZOO_ADMINSERVER_ENABLED", "false")
                .environment("ZOO_STANDALONE_ENABLED", String.valueOf(layout.zooKeepers() == 1))
                .start();
    }

    private Member startMaster(int index) throws IOException {
        String name = "master" + (index + 1);
        var spec = mesosSpec(name, MASTERS_FROM + index)
                .environment("MESOS_ZK", "zk://" + zooKeeperAddresses() + "/mesos")
                .environment("MESOS_QUORUM", String.valueOf(layout.masters() / 2 + 1))
                .environment("MESOS_CLUSTER", "drey")
                .environment("MESOS_PORT", "5050")
                .environment("MESOS_ZK_SESSION_TIMEOUT", "10secs");
        layout.masterFlags()
                .forEach((flag, value) -> spec.environment("MESOS_" + flag.toUpperCase(Locale.ROOT), value));
        return spec.command("mesos-master").start();
    }

    private Member startAgent(int index) throws IOException {
        return startAgent(
                "agent" + (index + 1), AGENTS_FROM + index, layout.agents().get(index));
    }

    private Member startAgent(String name, int number, Layout.Agent agent) throws IOException {
        var spec = mesosSpec(name, number)
                .environment("MESOS_MASTER", "zk://" + zooKeeperAddresses() + "/mesos")
                .environment("MESOS_PORT", "5051")
                .environment("MESOS_LAUNCHER", "posix")
                .environment("MESOS_ISOLATION", "posix/cpu,posix/mem")
                .environment("MESOS_RESOURCES", agent.resources())
                .environment("MESOS_SYSTEMD_ENABLE_SUPPORT", "false")
                .bind(folder.shared(), AppmasterOptions.SHARED);
        if (!agent.attributes().isEmpty()) {
            spec.environment("MESOS_ATTRIBUTES", agent.attributes());
        }
        return spec.command(Supervised.command("mesos-slave")).start();
    }

    private ContainerSpec mesosSpec(String name, int number) throws IOException {
        Path work = Files.createDirectories(folder.work().resolve(name));
        return spec(name, images.node(), number)
                .environment("MESOS_WORK_DIR", WORK_DIR)
                .environment("MESOS_IP", subnet.address(number))
                .environment("MESOS_HOSTNAME", subnet.address(number))
                .environment("MESOS_LOGGING_LEVEL", "INFO")
                .bind(work, WORK_DIR);
    }

    /** The appmaster in a container that the engine starts again whenever it ends. */
    Member startAppmaster(String... command) {
        return spec("appmaster", images.node(), APPMASTER)
                .bind(folder.shared(), AppmasterOptions.SHARED)
                .restarted(RestartPolicy.alwaysRestart())
                .command(command)
                .start();
    }

    private final class MarathonContainers implements MarathonAppmaster.Starting {
        private final String image;

        MarathonContainers(String image) {
            this.image = image;
        }

        @Override
        public Member agent() throws IOException {
            return startAgent("marathon-agent", APPMASTER, new Layout.Agent(MarathonAppmaster.RESOURCES, ""));
        }

        @Override
        public Member marathon() {
            return spec("marathon", image, MARATHON)
                    .environment("MARATHON_MASTER", "zk://" + zooKeeperAddresses() + "/mesos")
                    .environment("MARATHON_ZK", "zk://" + zooKeeperAddresses() + "/marathon")
                    .environment("MARATHON_ZK_CONNECTION_TIMEOUT", "60000")
                    .environment("MARATHON_HOSTNAME", subnet.address(MARATHON))
                    .environment("MARATHON_MESOS_ROLE", MarathonAppmaster.ROLE)
                    .start();
        }
    }

    private ContainerSpec spec(String name, String image, int number) {
        return new ContainerSpec(ownership, subnet, name, image, subnet.address(number));
    }

    /** {@code host:port,...} of the ensemble. */
    public String zooKeeperAddresses() {
        return IntStream.range(0, layout.zooKeepers())
                .mapToObj(i -> subnet.address(ZOOKEEPERS_FROM + i) + ":2181")
                .collect(Collectors.joining(","));
    }

    /** The member of the ensemble that leads; empty while none does. */
    public Optional<Member> zooKeeperLeader() {
        return zooKeepers.stream().filter(ZooKeeperStatus::leads).findFirst();
    }

    public List<Member> zooKeepers() {
        return Collections.unmodifiableList(zooKeepers);
    }

    public List<Member> masters() {
        return Collections.unmodifiableList(masters);
    }

    public List<Member> agents() {
        return Collections.unmodifiableList(agents);
    }

    /** What the master knows of the appmaster's frameworks, the oldest first. */
    List<MasterView.Framework> frameworks() throws InterruptedException {
        return mesos.view().stream()
                .flatMap(view -> view.frameworks().stream())
                .filter(framework -> framework.info().getName().equals(AppmasterOptions.FRAMEWORK))
                .toList();
    }

    /** The agent on which a task is. */
    Member agentOf(MasterView.Task task) throws InterruptedException {
        return mesos.view().stream()
                .flatMap(view -> view.agents().stream())
                .filter(agent -> agent.info().getId().equals(task.agent()))
                .map(agent -> mesos.agentNamed(agent.info().getHostname()))
                .findFirst()
                .orElseThrow(() -> new ClusterException(
                        "no agent is known with id " + task.agent().getValue()));
    }

    AppmasterHost appmaster() {
        return appmaster;
    }

    public MesosApi mesos() {
        return mesos;
    }

    public Faults faults() {
        return faults;
    }

    public RunFolder folder() {
        return folder;
    }

    /** The appmaster's REST API. */
    public FlinkApi flink() throws InterruptedException {
        return new FlinkApi(http, appmaster.rest().orElse("http://127.0.0.1:1"));
    }

    /** Empties the work directory of an agent that is down, as if its machine had been replaced. */
    void wipe(Member agent) throws IOException {
        sidecar.runWith(folder.work().resolve(agent.name()), "find /there -mindepth 1 -delete");
    }

    /** Gathers logs, states and versions of all containers in the folder. */
    public void collect() {
        new Collection(docker, ownership, folder, images.versions()).collect();
    }

    /** Deletes the folder with all that was collected. */
    public void forget() throws IOException {
        sidecar.runWith(
                folder.root().getParent(), "rm -rf '/there/" + folder.root().getFileName() + "'");
    }

    @Override
    public void close() {
        ownership.remove(docker);
    }
}
