/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Flink and Mesos options with which the demo starts its appmaster: small processes, fast failover. */
final class AppmasterOptions {
    private AppmasterOptions() {}

    /** Where it listens. */
    record Ports(int rest, int status) {
        String statusUrl() {
            return "http://127.0.0.1:" + status + "/";
        }
    }

    static Map<String, String> of(
            DemoSettings settings, DemoFolders folders, Distribution distribution, String zooKeeper, Ports ports) {
        var options = new LinkedHashMap<String, String>();
        options.put("mesos.master", "zk://" + zooKeeper + "/mesos");
        options.put("mesos.resourcemanager.framework.name", "drey-demo");
        options.put("mesos.resourcemanager.tasks.cpus", String.valueOf(settings.workerCpus()));
        options.put(
                "mesos.resourcemanager.tasks.flink-home", distribution.home().toString());
        options.put("jobmanager.rpc.address", "127.0.0.1");
        options.put("jobmanager.bind-host", "127.0.0.1");
        options.put("taskmanager.bind-host", "127.0.0.1");
        options.put("rest.address", "127.0.0.1");
        options.put("rest.bind-address", "127.0.0.1");
        options.put("rest.port", String.valueOf(ports.rest()));
        options.put("mesos.resourcemanager.status.port", String.valueOf(ports.status()));
        options.put("taskmanager.numberOfTaskSlots", "1");
        options.put("io.tmp.dirs", folders.root().resolve("tmp").toString());
        memory(options);
        highAvailability(options, folders, zooKeeper);
        return options;
    }

    private static void memory(Map<String, String> options) {
        options.put("jobmanager.memory.process.size", "448m");
        options.put("jobmanager.memory.off-heap.size", "64m");
        options.put("jobmanager.memory.jvm-metaspace.size", "128m");
        options.put("jobmanager.memory.jvm-overhead.min", "64m");
        options.put("jobmanager.memory.jvm-overhead.max", "64m");
        options.put("taskmanager.memory.process.size", "544m");
        options.put("taskmanager.memory.framework.heap.size", "64m");
        options.put("taskmanager.memory.framework.off-heap.size", "128m");
        options.put("taskmanager.memory.managed.size", "32m");
        options.put("taskmanager.memory.network.min", "48m");
        options.put("taskmanager.memory.network.max", "48m");
        options.put("taskmanager.memory.jvm-metaspace.size", "128m");
        options.put("taskmanager.memory.jvm-overhead.min", "64m");
        options.put("taskmanager.memory.jvm-overhead.max", "64m");
    }

    private static void highAvailability(Map<String, String> options, DemoFolders folders, String zooKeeper) {
        options.put("high-availability.type", "zookeeper");
        options.put("high-availability.zookeeper.quorum", zooKeeper);
        options.put("high-availability.cluster-id", "/drey-demo");
        options.put("high-availability.storageDir", folders.ha().toUri().toString());
        options.put("high-availability.zookeeper.client.session-timeout", "6s");
        options.put("execution.checkpointing.dir", folders.checkpoints().toUri().toString());
        options.put("restart-strategy.type", "fixed-delay");
        options.put("restart-strategy.fixed-delay.attempts", "10");
        options.put("restart-strategy.fixed-delay.delay", "1s");
    }
}
