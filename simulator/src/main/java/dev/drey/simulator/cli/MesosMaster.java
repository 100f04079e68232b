/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import dev.drey.simulator.flags.FlagException;
import dev.drey.simulator.flags.MesosFlags;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.MasterProcess;
import dev.drey.simulator.live.registry.FileRegistryStore;
import dev.drey.simulator.live.registry.MemoryRegistryStore;
import dev.drey.simulator.live.registry.RegistryStore;
import dev.drey.simulator.live.zookeeper.ZooKeeperRegistryStore;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.master.Acls;
import dev.drey.simulator.master.MasterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code mesos-master}: one master as a process of its own, with the flags and the environment of the real one. */
public final class MesosMaster {
    private static final String NAME = "mesos-master";
    private static final int DEFAULT_PORT = 5050;
    private static final Map<String, String> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("zk", "stand for election there: zk://[user:password@]host:port,.../path");
        FLAGS.put("quorum", "taken, but without meaning: elected masters keep their registry in ZooKeeper");
        FLAGS.put("work_dir", "where the registry is kept without --zk; needed unless --registry=in_memory");
        FLAGS.put("registry", "replicated_log (the default: durable) or in_memory");
        FLAGS.put("ip", "the address to listen on; default 127.0.0.1, 0.0.0.0 for all");
        FLAGS.put("port", "the port to listen on; default 5050, 0 for any free one");
        FLAGS.put("advertise_ip", "the address told to others; default --ip, or that of this machine's name");
        FLAGS.put("hostname", "the name told to others; default the address told to others");
        FLAGS.put("cluster", "taken, but without meaning");
        FLAGS.put("allocation_interval", "between two allocation runs; default 1secs");
        FLAGS.put("offer_timeout", "after which an offer is withdrawn; default never");
        FLAGS.put("agent_ping_timeout", "how long an agent may take to answer; default 15secs");
        FLAGS.put("max_agent_ping_timeouts", "how many answers an agent may miss; default 5");
        FLAGS.put("agent_reregister_timeout", "how long an agent may be away; default 10mins");
        FLAGS.put("authenticate_http_frameworks", "whether schedulers must authenticate, with --credentials");
        FLAGS.put("authenticate_http_readwrite", "whether operators who change something must authenticate, likewise");
        FLAGS.put("authenticate_http_readonly", "whether those who only look must authenticate, likewise");
        FLAGS.put("acls", "who may do what, as Mesos' JSON or as the path of a file with it; default everybody all");
        FLAGS.put("credentials", "a file with 'principal secret' on each line, or Mesos' JSON form of it");
        FLAGS.put("root_submissions", "whether root may run frameworks; default true");
        FLAGS.put("roles", "the roles that may be used, separated by commas; default all");
        FLAGS.put("weights", "of roles: role=weight,...");
        FLAGS.put(
                "filter_gpu_resources", "whether only frameworks that ask for GPUs see agents with them; default true");
        FLAGS.put("max_completed_frameworks", "how many are remembered; default 50");
        FLAGS.put("max_completed_tasks_per_framework", "how many are remembered; default 1000");
        FLAGS.put("drey_speed", "how many times faster the timers run; not a flag of Mesos");
    }

    private static final List<String> IGNORED = List.of(
            "log_dir",
            "logging_level",
            "quiet",
            "logbufsecs",
            "hostname_lookup",
            "external_log_file",
            "initialize_driver_logging",
            "log_auto_initialize",
            "zk_session_timeout",
            "registry_store_timeout",
            "registry_fetch_timeout",
            "registry_strict",
            "advertise_port",
            "authenticate_agents",
            "authenticate_frameworks",
            "http_framework_authenticators",
            "authorizers",
            "webui_dir",
            "allocator",
            "user_sorter",
            "role_sorter",
            "framework_sorter",
            "recovery_agent_removal_limit",
            "agent_removal_rate_limit",
            "ip_discovery_command",
            "firewall_rules",
            "modules",
            "modules_dir",
            "hooks",
            "rate_limits",
            "domain",
            "version");

    private MesosMaster() {}

    /** Runs until the process is ended, or until it leads no more. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(ProcessMain.run(NAME, "one simulated Mesos master", FLAGS, arguments, IGNORED, MesosMaster::start));
    }

    static ProcessMain.Running start(MesosFlags flags) throws FlagException, CannotStartException {
        var config = config(flags);
        var election = flags.text("zk").isPresent()
                ? Optional.of(ProcessMain.zooKeeper(flags.text("zk").get()))
                : Optional.<ZooKeeperUrl>empty();
        var process = MasterProcess.start(config, election, store(flags, election));
        return new ProcessMain.Running(
                "The master answers at http://" + config.ip() + ":" + process.port(), process.failure(), process);
    }

    private static RegistryStore store(MesosFlags flags, Optional<ZooKeeperUrl> election) throws FlagException {
        var kind = flags.text("registry").orElse("replicated_log");
        if (kind.equals("in_memory")) {
            return new MemoryRegistryStore();
        } else if (!kind.equals("replicated_log")) {
            throw new FlagException("--registry=" + kind + ": expected replicated_log or in_memory.");
        } else if (election.isPresent()) {
            return new ZooKeeperRegistryStore(election.get());
        }
        return new FileRegistryStore(flags.path("work_dir")
                .orElseThrow(
                        () -> new FlagException("A master without --zk needs --work_dir, or --registry=in_memory.")));
    }

    private static ClusterConfig config(MesosFlags flags) throws FlagException {
        var place = ProcessMain.Place.of(flags, DEFAULT_PORT);
        var builder = ClusterConfig.builder()
                .listen(place.listen())
                .ip(place.ip())
                .hostname(place.hostname())
                .port(place.port())
                .speed(ProcessMain.speed(flags));
        flags.path("work_dir").ifPresent(builder::workDir);
        var master = masterFlags(flags);
        builder.master(defaults -> master.apply(defaults));
        if (flags.isTrue("authenticate_http_frameworks", false)) {
            credentials(flags, "authenticate_http_frameworks").forEach(builder::secret);
        }
        if (flags.isTrue("authenticate_http_readwrite", false)) {
            credentials(flags, "authenticate_http_readwrite").forEach(builder::operatorSecret);
        }
        if (flags.isTrue("authenticate_http_readonly", false)) {
            credentials(flags, "authenticate_http_readonly").forEach(builder::readerSecret);
        }
        return builder.build();
    }

    private static Map<String, String> credentials(MesosFlags flags, String neededBy) throws FlagException {
        var file = flags.path("credentials")
                .orElseThrow(() -> new FlagException("--" + neededBy + " needs --credentials."));
        return Credentials.read(file);
    }

    private static Acls acls(String text) throws FlagException {
        try {
            var path = text.replaceFirst("^file://", "");
            return Acls.parse(text.strip().startsWith("{") ? text : Files.readString(Path.of(path)));
        } catch (IOException | InvalidPathException e) {
            throw new FlagException("--acls=" + text + ": cannot be read (" + e.getMessage() + ").");
        } catch (JsonConversionException e) {
            throw new FlagException("--acls: " + e.getMessage() + ".");
        }
    }

    private static UnaryOperator<MasterConfig.Builder> masterFlags(MesosFlags flags) throws FlagException {
        var interval = flags.duration("allocation_interval");
        var offerTimeout = flags.duration("offer_timeout");
        var pingTimeout = flags.duration("agent_ping_timeout");
        var pingTimeouts = flags.integer("max_agent_ping_timeouts");
        var reregister = flags.duration("agent_reregister_timeout");
        var frameworks = flags.integer("max_completed_frameworks");
        var tasks = flags.integer("max_completed_tasks_per_framework");
        boolean root = flags.isTrue("root_submissions", true);
        boolean gpus = flags.isTrue("filter_gpu_resources", true);
        var roles = flags.text("roles").map(text -> Set.of(text.split(",")));
        var acls = flags.text("acls").isPresent() ? acls(flags.text("acls").get()) : Acls.OPEN;
        var weights = weights(flags.text("weights").orElse(""));
        return builder -> {
            interval.ifPresent(builder::allocationInterval);
            offerTimeout.ifPresent(builder::offerTimeout);
            pingTimeout.ifPresent(builder::agentPingTimeout);
            pingTimeouts.ifPresent(builder::maxAgentPingTimeouts);
            reregister.ifPresent(builder::agentReregisterTimeout);
            frameworks.ifPresent(builder::maxCompletedFrameworks);
            tasks.ifPresent(builder::maxCompletedTasksPerFramework);
            roles.ifPresent(builder::roles);
            return builder.rootSubmissions(root)
                    .filterGpuResources(gpus)
                    .weights(weights)
                    .acls(acls);
        };
    }

    private static Map<String, Double> weights(String text) throws FlagException {
        var weights = new LinkedHashMap<String, Double>();
        for (var pair : text.isEmpty() ? new String[0] : text.split(",")) {
            var parts = pair.split("=");
            try {
                weights.put(parts[0], Double.valueOf(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new FlagException("--weights=" + text + ": expected role=weight,role=weight.");
            }
        }
        return weights;
    }
}
