/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import java.util.LinkedHashMap;
import java.util.Map;

/** The options with which a cluster starts its appmaster: small processes, quick failover, everything recorded. */
final class AppmasterOptions {
    static final int REST_PORT = 8081;
    static final String FRAMEWORK = "drey";
    static final String HOME = "/opt/drey";
    static final String SHARED = "/shared";

    private AppmasterOptions() {}

    /** What is chosen wins, but for name and user: the harness knows them, and only root is everywhere. */
    static Map<String, String> options(String zooKeepers, Map<String, String> chosen) {
        var options = new LinkedHashMap<String, String>();
        options.put("mesos.master", "zk://" + zooKeepers + "/mesos");
        options.put("mesos.resourcemanager.tasks.cpus", "1");
        options.put("mesos.resourcemanager.tasks.flink-home", HOME);
        options.put("mesos.resourcemanager.wire-log.dir", SHARED + "/wire");
        options.put("mesos.resourcemanager.journal.dir", SHARED + "/journal");
        options.put("taskmanager.numberOfTaskSlots", "1");
        options.put("jobmanager.scheduler", "adaptive");
        options.put("resourcemanager.taskmanager-timeout", "20s");
        options.put("heartbeat.interval", "2s");
        options.put("heartbeat.timeout", "20s");
        memory(options);
        highAvailability(options, zooKeepers);
        options.putAll(chosen);
        options.put("mesos.resourcemanager.framework.name", FRAMEWORK);
        options.put("mesos.resourcemanager.framework.user", "root");
        return options;
    }

    private static void memory(Map<String, String> options) {
        options.put("jobmanager.memory.process.size", "512m");
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

    private static void highAvailability(Map<String, String> options, String zooKeepers) {
        options.put("high-availability.type", "zookeeper");
        options.put("high-availability.zookeeper.quorum", zooKeepers);
        options.put("high-availability.cluster-id", "/drey");
        options.put("high-availability.storageDir", "file://" + SHARED + "/ha");
        options.put("high-availability.zookeeper.client.session-timeout", FaultDriver.STORE_SESSION.toSeconds() + "s");
        options.put("execution.checkpointing.dir", "file://" + SHARED + "/checkpoints");
        options.put("restart-strategy.type", "fixed-delay");
        options.put("restart-strategy.fixed-delay.attempts", "1000");
        options.put("restart-strategy.fixed-delay.delay", "1s");
    }
}
