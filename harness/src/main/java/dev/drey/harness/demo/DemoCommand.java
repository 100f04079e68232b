/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drey demo}: the whole system on one machine, with a real Flink job on it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts ZooKeeper, a live Mesos and the appmaster on this machine, and runs Flink jobs on them.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End after the results instead of staying until Ctrl-C.")
    private boolean once;

    @Option(
            names = "--kill-appmaster",
            description =
                    "Kill the appmaster with SIGKILL in mid-job, start it again, and show what became of the job.")
    private boolean killAppmaster;

    @Option(
            names = "--standby",
            description = "Start a second appmaster, kill the leading one with SIGKILL in mid-job, and show how long it"
                    + " takes until the other one has all workers.")
    private boolean standby;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "5050",
            description = "The port of the Mesos master, if it is free (default: ${DEFAULT-VALUE}).")
    private int mesosPort;

    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "The port of Flink's web UI, if it is free (default: ${DEFAULT-VALUE}).")
    private int restPort;

    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            defaultValue = "8091",
            description = "The port of the appmaster's status page, if it is free (default: ${DEFAULT-VALUE}).")
    private int statusPort;

    @Option(
            names = "--resources",
            paramLabel = "TEXT",
            defaultValue = "cpus:4;mem:4096;disk:20000",
            description = "What each of the two agents has, ports aside (default: ${DEFAULT-VALUE}).")
    private String resources;

    @Option(
            names = "--worker-cpus",
            paramLabel = "N",
            defaultValue = "1",
            description = "The CPUs of a TaskManager (default: ${DEFAULT-VALUE}).")
    private double workerCpus;

    @Option(
            names = "--flink-version",
            paramLabel = "VERSION",
            defaultValue = Distribution.CURRENT,
            description = "The Flink that runs the jobs, 2.3 or 1.20; the appmaster is the same"
                    + " (default: ${DEFAULT-VALUE}).")
    private String flinkVersion;

    @Override
    public Integer call() throws Exception {
        Path repository =
                Path.of(Optional.ofNullable(System.getenv("DREY_HOME")).orElse("."));
        var narrator = new Narrator(System.out, System.console() != null);
        var settings = new DemoSettings(once, failure(), mesosPort, restPort, statusPort, resources, workerCpus);
        new Demo(settings, Distribution.find(repository.toAbsolutePath(), flinkVersion), narrator).run();
        return 0;
    }

    private DemoSettings.Failure failure() {
        if (killAppmaster && standby) {
            throw new DemoFailure("--kill-appmaster and --standby are two different stories; choose one.");
        }
        if (standby) {
            return DemoSettings.Failure.STANDBY;
        }
        return killAppmaster ? DemoSettings.Failure.RESTART : DemoSettings.Failure.NONE;
    }
}
