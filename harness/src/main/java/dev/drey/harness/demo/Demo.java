/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

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
        int restPort = FreePort.near(settings.restPort());
        var options = AppmasterOptions.of(settings, folders, distribution, cluster.zooKeeper(), restPort);
        var appmaster = new Appmaster(distribution, options, folders.logs());
        var rest = new FlinkRest("http://127.0.0.1:" + restPort);
        cleanup.add(() -> endFlink(appmaster, rest));
        new Story(settings, distribution, folders, cluster, appmaster, rest, narrator).tell();
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
