/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The ZooKeeper and the Mesos of the demo, in this JVM. */
final class DemoCluster implements AutoCloseable {
    private static final int AGENTS = 2;
    private static final String PATH_IN_ZOOKEEPER = "/mesos";
    private static final String SCHEME = "zk://";

    private final LiveCluster cluster;

    private DemoCluster(LiveCluster cluster) {
        this.cluster = cluster;
    }

    static DemoCluster start(DemoSettings settings, DemoFolders folders) throws IOException, CannotStartException {
        var config = ClusterConfig.builder()
                .port(FreePort.near(settings.mesosPort(), AGENTS + 1))
                .agents(AGENTS)
                .resources(List.of(
                        settings.resources() + ";ports:[31000-31999]", settings.resources() + ";ports:[32000-32999]"))
                .attributes(List.of("rack:r1", "rack:r2"))
                .embeddedZooKeeper(0)
                .workDir(folders.mesos())
                .build();
        return new DemoCluster(LiveCluster.start(config));
    }

    String url() {
        return cluster.masterUrl();
    }

    /** {@code host:port} of ZooKeeper. */
    String zooKeeper() {
        String url = cluster.zooKeeperUrl().orElseThrow();
        return url.substring(SCHEME.length(), url.length() - PATH_IN_ZOOKEEPER.length());
    }

    Sandboxes sandboxes() {
        return new Sandboxes(cluster.workDir());
    }

    /** The address of a sandbox for people. */
    String addressOf(Path sandbox) {
        int agent = Sandboxes.agentNumber(cluster.workDir().relativize(sandbox));
        return cluster.agentUrl(agent) + "/sandbox?path=" + sandbox;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
