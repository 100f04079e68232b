/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Starts everything the demo needs, lets the story be told, and leaves nothing behind. */
final class Demo {
    private final DemoSettings settings;
    private final Distribution distribution;
    private final Narrator narrator;
    private final Cleanup cleanup = new Cleanup();

    Demo(DemoSettings settings, Distribution distribution, Narrator narrator) {
        this.settings = settings;
        this.distribution = distribution;
        this.narrator = narrator;
    }

    /** Returns after the story if asked to, else stays until a signal ends the JVM. */
    void run() throws Exception {
        Thread teller = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(teller), "end of the demo"));
        try {
            tell();
            if (!settings.once()) {
                narrator.say("");
                narrator.say("All of this stays until you press Ctrl-C.");
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException | RuntimeException e) {
            if (!cleanup.isClosing()) {
                throw e;
            }
        } finally {
            end();
        }
    }

    private void tell() throws Exception {
        DemoFolders folders = DemoFolders.create();
        cleanup.add(folders::delete);
        var cluster = cleanup.add(narrator.step(
                "ZooKeeper, a Mesos master and two agents are up", () -> DemoCluster.start(settings, folders)));
        narrator.say("            Mesos      " + cluster.url());
        narrator.say("            ZooKeeper  " + cluster.zooKeeper());
        var ports = ports(settings.restPort(), settings.statusPort());
        var appmaster = appmaster("appmaster", folders, cluster, ports);
        var rest = rest(ports.rest());
        var standbyPorts = ports(ports.rest() + 1, ports.status() + 1);
        var standby = appmaster("standby", folders, cluster, standbyPorts);
        cleanup.add(() -> endFlink(appmaster, rest));
        cleanup.add(() -> endFlink(standby, rest(standbyPorts.rest())));
        var takeover =
                new Takeover(appmaster, standby, rest(standbyPorts.rest()), new MesosTasks(cluster.url()), narrator);
        new Story(settings, distribution, folders, cluster, appmaster, rest, takeover, narrator).tell();
    }

    private static AppmasterOptions.Ports ports(int rest, int status) throws IOException {
        return new AppmasterOptions.Ports(FreePort.near(rest), FreePort.near(status));
    }

    private Appmaster appmaster(String name, DemoFolders folders, DemoCluster cluster, AppmasterOptions.Ports ports) {
        var options = AppmasterOptions.of(settings, folders, distribution, cluster.zooKeeper(), ports);
        return new Appmaster(name, distribution, options, ports.statusUrl(), folders.logs());
    }

    private static FlinkRest rest(int port) {
        return new FlinkRest("http://127.0.0.1:" + port);
    }

    /** Ends Flink as an operator would, which also removes the framework from Mesos. */
    private static void endFlink(Appmaster appmaster, FlinkRest rest) throws InterruptedException {
        if (appmaster.isAlive()) {
            rest.shutDownCluster();
        }
        appmaster.stop();
    }

    private void endOnSignal(Thread teller) {
        if (!cleanup.isClosing()) {
            narrator.say("");
            narrator.say("Ending ...");
            teller.interrupt();
            end();
        }
    }

    private void end() {
        boolean first = !cleanup.isClosing();
        cleanup.close();
        if (first) {
            narrator.say("Every process is stopped and every file is deleted.");
        }
    }
}
