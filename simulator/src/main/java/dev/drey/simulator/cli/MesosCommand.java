/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import dev.drey.simulator.control.AdminServer;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.http.TlsFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drey mesos}: a live cluster until Ctrl-C. */
@Command(
        name = "mesos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a simulated Mesos master and agents on this machine.",
            "They speak the v1 scheduler API on real ports, and tasks are real processes. Ctrl-C ends everything."
        })
public final class MesosCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "5050",
            description = "Port of the master; agents take those that follow. 0: any free ones. Default: 5050")
    private int port;

    @Option(names = "--agents", defaultValue = "1", description = "How many agents. Default: 1")
    private int agents;

    @Option(
            names = "--resources",
            paramLabel = "TEXT",
            description = {
                "What an agent has, for instance 'cpus:4;mem:8192;disk:20000;ports:[31000-31999]'.",
                "That is the default, with 1000 ports of its own for each agent.",
                "Given several times: one for each agent in turn."
            })
    private List<String> resources = List.of();

    @Option(
            names = "--attributes",
            paramLabel = "TEXT",
            description = {"Attributes of an agent, for instance 'rack:r1;zone:z1'.", "Given several times: likewise."})
    private List<String> attributes = List.of();

    @Option(
            names = "--zk",
            paramLabel = "URL",
            description = "Stand for election at zk://[user:password@]host:port/path.")
    private Optional<String> zooKeeper = Optional.empty();

    @Option(
            names = "--embedded-zk",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "0",
            description = "Stand for election in a ZooKeeper server of its own, on this or any free port.")
    private Optional<Integer> embeddedZooKeeper = Optional.empty();

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            description = "Where sandboxes are kept. Without it they are deleted at the end.")
    private Optional<Path> workDir = Optional.empty();

    @Option(names = "--principal", paramLabel = "NAME", description = "Schedulers must authenticate as this principal.")
    private Optional<String> principal = Optional.empty();

    @Option(names = "--secret", paramLabel = "SECRET", description = "The secret of the principal.")
    private Optional<String> secret = Optional.empty();

    @Option(
            names = "--ssl-cert",
            paramLabel = "FILE",
            description = "The masters answer HTTPS only, with this chain of certificates (PEM). Needs --ssl-key.")
    private Optional<Path> sslCert = Optional.empty();

    @Option(
            names = "--ssl-key",
            paramLabel = "FILE",
            description = "The private key of the certificate (PKCS #8 in PEM, without a password).")
    private Optional<Path> sslKey = Optional.empty();

    @Option(
            names = "--hostname",
            defaultValue = "localhost",
            description = "How frameworks are told to call this machine. Default: localhost")
    private String hostname;

    @Option(
            names = "--agent-hostname",
            paramLabel = "NAME",
            description = "What an agent is called instead. Given several times: one for each agent in turn.")
    private List<String> agentHostnames = List.of();

    @Option(names = "--ip", defaultValue = "127.0.0.1", description = "The address to listen on. Default: 127.0.0.1")
    private String ip;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Timers run N times faster than the wall clock: offers, filters, pings, retries, failover timeouts.",
                "Real processes do not run faster. Default: 1"
            })
    private double speed;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = {
                "The port, on the loopback address, by which faults are injected; see drey mesos-fault.",
                "0: any free one. Default: the one before --port"
            })
    private Optional<Integer> adminPort = Optional.empty();

    /** Runs the command by itself. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its way to report errors. */
    public static CommandLine commandLine() {
        return new CommandLine(new MesosCommand()).setParameterExceptionHandler(OneSentence::usage);
    }

    @Override
    public Integer call() throws InterruptedException {
        var config = config();
        var out = spec.commandLine().getOut();
        var stopping = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var hook = new Thread(() -> awaitEnd(stopping, closed), "stop-mesos");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var cluster = LiveCluster.start(config);
                var admin = new AdminServer(cluster, adminPort.orElse(Math.max(0, port - 1)))) {
            announce(cluster, admin, out);
            var failure = new AtomicReference<Throwable>();
            cluster.failure().thenAccept(reason -> {
                failure.set(reason);
                stopping.countDown();
            });
            stopping.await();
            if (failure.get() != null) {
                OneSentence.print(
                        spec.commandLine(),
                        "The cluster has stopped: " + failure.get().getMessage());
                return FAILED;
            }
            return 0;
        } catch (CannotStartException e) {
            OneSentence.print(spec.commandLine(), e.getMessage());
            return FAILED;
        } finally {
            closed.countDown();
            forget(hook);
        }
    }

    private ClusterConfig config() {
        if (principal.isPresent() != secret.isPresent()) {
            throw problem("--principal and --secret belong together: give both or none.");
        }
        if (secret.orElse("").contains(":")) {
            throw problem("A secret with a colon never authenticates with Mesos: choose another --secret.");
        }
        if (zooKeeper.isPresent() && embeddedZooKeeper.isPresent()) {
            throw problem("--zk and --embedded-zk exclude each other: give only one.");
        }
        if (!(speed >= 1 && speed <= 1000)) {
            throw problem("--speed must be from 1 to 1000.");
        }
        if (sslCert.isPresent() != sslKey.isPresent()) {
            throw problem("--ssl-cert and --ssl-key belong together: give both or none.");
        }
        var builder = ClusterConfig.builder()
                .speed(speed)
                .hostname(hostname)
                .agentHostnames(agentHostnames)
                .ip(ip)
                .port(port)
                .agents(agents)
                .resources(resources)
                .attributes(attributes);
        sslCert.ifPresent(certificate -> builder.tls(new TlsFiles(certificate, sslKey.orElseThrow())));
        zooKeeper.ifPresent(builder::zooKeeper);
        embeddedZooKeeper.ifPresent(builder::embeddedZooKeeper);
        workDir.ifPresent(builder::workDir);
        principal.ifPresent(name -> builder.secret(name, secret.orElseThrow()));
        return builder.build();
    }

    private ParameterException problem(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void announce(LiveCluster cluster, AdminServer admin, PrintWriter out) {
        out.println("Mesos is up.");
        out.println("  Master      " + cluster.masterUrl());
        for (int i = 0; i < cluster.agentPorts().size(); i++) {
            out.println("  Agent " + i + "     " + cluster.agentUrl(i));
        }
        out.println("  Admin       " + admin.url());
        cluster.zooKeeperUrl().ifPresent(url -> out.println("  ZooKeeper   " + url));
        out.println("  Work dir    " + cluster.workDir() + (workDir.isPresent() ? "" : " (deleted at the end)"));
        out.println("Point a framework at " + cluster.zooKeeperUrl().orElse(ip + ":" + cluster.masterPort())
                + ". Ctrl-C ends the cluster.");
        out.flush();
    }

    /* The JVM ends when this hook returns, so it waits until the cluster is closed. */
    private static void awaitEnd(CountDownLatch stopping, CountDownLatch closed) {
        stopping.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending because of it
        }
    }
}
