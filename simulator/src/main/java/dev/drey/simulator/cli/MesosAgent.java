/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import dev.drey.simulator.agent.Reconfiguration;
import dev.drey.simulator.flags.CommonFlags;
import dev.drey.simulator.flags.FlagException;
import dev.drey.simulator.flags.MesosFlags;
import dev.drey.simulator.keeper.AgentFlags;
import dev.drey.simulator.keeper.KeptAgent;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.DefaultResources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;

/** {@code mesos-agent}: one agent as a process of its own, with the flags and the environment of the real one. */
public final class MesosAgent {
    private static final String NAME = "mesos-agent";
    private static final int DEFAULT_PORT = 5051;
    private static final Map<String, String> FLAGS = CommonFlags.with(own(), DEFAULT_PORT);

    private static final List<String> IGNORED = CommonFlags.ignored(List.of(
            "containerizers",
            "isolation",
            "launcher",
            "launcher_dir",
            "runtime_dir",
            "switch_user",
            "systemd_enable_support",
            "systemd_runtime_directory",
            "strict",
            "recover",
            "recovery_timeout",
            "executor_registration_timeout",
            "executor_reregistration_timeout",
            "executor_shutdown_grace_period",
            "executor_environment_variables",
            "registration_backoff_factor",
            "image_providers",
            "image_provisioner_backend",
            "docker",
            "docker_config",
            "docker_mesos_image",
            "docker_registry",
            "docker_remove_delay",
            "docker_socket",
            "docker_stop_timeout",
            "docker_store_dir",
            "docker_volume_checkpoint_dir",
            "cgroups_enable_cfs",
            "cgroups_hierarchy",
            "cgroups_limit_swap",
            "cgroups_root",
            "default_role",
            "disk_watch_interval",
            "gc_delay",
            "gc_disk_headroom",
            "fetcher_cache_dir",
            "fetcher_cache_size",
            "frameworks_home",
            "hadoop_home",
            "http_command_executor",
            "authenticate_http_readonly",
            "authenticate_http_readwrite",
            "credential",
            "acls"));

    private MesosAgent() {}

    private static Map<String, String> own() {
        var flags = new LinkedHashMap<String, String>();
        flags.put("master", "zk://[user:password@]host:port,.../path or host:port; needed");
        flags.put("work_dir", "where sandboxes are, and what the agent must not forget; needed");
        flags.put("resources", "for instance cpus:4;mem:8192;disk:20000;ports:[31000-32000]; default this machine's");
        flags.put("attributes", "for instance rack:r1;zone:z1");
        flags.put(
                "reconfiguration_policy",
                "what an agent that was there before may change: equal (the default: nothing), or additive (more"
                        + " resources and attributes)");
        return flags;
    }

    /** Runs until the process is ended, or until the master tells the agent to end. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(ProcessMain.run(NAME, "one simulated Mesos agent", FLAGS, arguments, IGNORED, MesosAgent::start));
    }

    static ProcessMain.Running start(MesosFlags flags) throws FlagException, CannotStartException {
        var common = CommonFlags.of(flags, DEFAULT_PORT);
        var master = needed(flags, "master");
        if (master.startsWith("zk://")) {
            ProcessMain.zooKeeper(master);
        } else if (!master.matches("[^:/\\s]+:\\d{1,5}")) {
            throw new FlagException("--master=" + master + ": expected zk://host:port/path or host:port.");
        }
        var workDir = Path.of(needed(flags, "work_dir")).toAbsolutePath();
        var kept = KeptAgent.start(new AgentFlags(
                master,
                workDir.toString(),
                common.listen(),
                common.ip(),
                common.port(),
                common.hostname(),
                DefaultResources.complete(flags.text("resources").orElse(""), workDir),
                flags.text("attributes"),
                policy(flags.text("reconfiguration_policy").orElse("equal")),
                common.speed()));
        Signal.handle(new Signal("USR1"), signal -> stop(kept));
        return new ProcessMain.Running(
                "The agent answers at http://" + common.ip() + ":" + kept.port() + "; its log is in "
                        + workDir.resolve("meta/keeper/log"),
                kept.end(),
                kept);
    }

    private static Reconfiguration policy(String name) throws FlagException {
        return switch (name) {
            case "equal" -> Reconfiguration.EQUAL;
            case "additive" -> Reconfiguration.ADDITIVE;
            default -> throw new FlagException("--reconfiguration_policy=" + name + ": expected equal or additive.");
        };
    }

    private static void stop(KeptAgent kept) {
        try {
            kept.stop();
        } catch (IOException e) {
            System.err.println(NAME + ": the agent has ended already.");
        }
    }

    private static String needed(MesosFlags flags, String name) throws FlagException {
        return flags.text(name)
                .orElseThrow(() -> new FlagException("--" + name + " is needed: " + FLAGS.get(name) + "."));
    }
}
