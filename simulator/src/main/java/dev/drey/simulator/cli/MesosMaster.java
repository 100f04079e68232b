/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import dev.drey.simulator.flags.CommonFlags;
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
    private static final Map<String, String> FLAGS = CommonFlags.with(own(), DEFAULT_PORT);

    private static final List<String> IGNORED = CommonFlags.ignored(List.of(
            "log_auto_initialize",
            "zk_session_timeout",
            "registry_store_timeout",
            "registry_fetch_timeout",
            "registry_strict",
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
            "ip_discovery_command",
            "firewall_rules",
            "modules_dir",
            "rate_limits"));

    private MesosMaster() {}

    private static Map<String, String> own() {
        var flags = new LinkedHashMap<String, String>();
        flags.put("zk", "stand for election there: zk://[user:password@]host:port,.../path");
        flags.put("quorum", "taken, but without meaning: elected masters keep their registry in ZooKeeper");
        flags.put("work_dir", "where the registry is kept without --zk; needed unless --registry=in_memory");
        flags.put("registry", "replicated_log (the default: durable) or in_memory");
        flags.put("cluster", "taken, but without meaning");
        flags.put("allocation_interval", "between two allocation runs; default 1secs");
        flags.put("offer_timeout", "after which an offer is withdrawn; default never");
        flags.put("agent_ping_timeout", "how long an agent may take to answer; default 15secs");
        flags.put("max_agent_ping_timeouts", "how many answers an agent may miss; default 5");
        flags.put(
                "agent_removal_rate_limit",
                "how fast agents that do not answer are removed, for instance 1/10mins; default at once");
        flags.put("agent_reregister_timeout", "how long an agent may be away; default 10mins");
        flags.put("authenticate_http_frameworks", "whether schedulers must authenticate, with --credentials");
        flags.put("authenticate_http_readwrite", "whether operators who change something must authenticate, likewise");
        flags.put("authenticate_http_readonly", "whether those who only look must authenticate, likewise");
        flags.put("acls", "who may do what, as Mesos' JSON or as the path of a file with it; default everybody all");
        flags.put("credentials", "a file with 'principal secret' on each line, or Mesos' JSON form of it");
        flags.put("root_submissions", "whether root may run frameworks; default true");
        flags.put("roles", "the roles that may be used, separated by commas; default all");
        flags.put("weights", "of roles: role=weight,...");
        flags.put(
                "filter_gpu_resources", "whether only frameworks that ask for GPUs see agents with them; default true");
        flags.put("max_completed_frameworks", "how many are remembered; default 50");
        flags.put("max_completed_tasks_per_framework", "how many are remembered; default 1000");
        return flags;
    }

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
        var common = CommonFlags.of(flags, DEFAULT_PORT);
        var builder = ClusterConfig.builder()
                .listen(common.listen())
                .ip(common.ip())
                .hostname(common.hostname())
                .port(common.port())
                .speed(common.speed());
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
        var removals = flags.rate("agent_removal_rate_limit");
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
            removals.ifPresent(rate -> builder.agentRemovalRateLimit(rate.count(), rate.period()));
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
