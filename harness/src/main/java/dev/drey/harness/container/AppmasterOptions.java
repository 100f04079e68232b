/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.options.SmallAppmaster;
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
        options.putAll(SmallAppmaster.memory(512));
        options.putAll(SmallAppmaster.highAvailability(
                new SmallAppmaster.Keeping(
                        zooKeepers,
                        "/drey",
                        "file://" + SHARED + "/ha",
                        "file://" + SHARED + "/checkpoints",
                        FaultDriver.STORE_SESSION),
                1000));
        options.putAll(chosen);
        options.put("mesos.resourcemanager.framework.name", FRAMEWORK);
        options.put("mesos.resourcemanager.framework.user", "root");
        return options;
    }
}
