/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.options;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Options of Flink for an appmaster and workers that fit several times on one machine and fail over quickly. */
public final class SmallAppmaster {
    private SmallAppmaster() {}

    /**
     * Where a cluster keeps what its next leader needs.
     *
     * @param quorum {@code host:port,...} of ZooKeeper
     * @param clusterId its own below the root of Flink, for instance {@code /drey}
     * @param storage a URL
     * @param checkpoints a URL
     * @param session after which ZooKeeper takes a silent leader for dead
     */
    public record Keeping(String quorum, String clusterId, String storage, String checkpoints, Duration session) {}

    /** @param jobManager how much memory the appmaster's process may take, in MiB; not less than 448 */
    public static Map<String, String> memory(int jobManager) {
        var options = new LinkedHashMap<String, String>();
        options.put("jobmanager.memory.process.size", jobManager + "m");
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
        return options;
    }

    /** @param attempts how often a job may fail before it is given up; it begins again after a second */
    public static Map<String, String> highAvailability(Keeping keeping, int attempts) {
        var options = new LinkedHashMap<String, String>();
        options.put("high-availability.type", "zookeeper");
        options.put("high-availability.zookeeper.quorum", keeping.quorum());
        options.put("high-availability.cluster-id", keeping.clusterId());
        options.put("high-availability.storageDir", keeping.storage());
        options.put(
                "high-availability.zookeeper.client.session-timeout",
                keeping.session().toSeconds() + "s");
        options.put("execution.checkpointing.dir", keeping.checkpoints());
        options.put("restart-strategy.type", "fixed-delay");
        options.put("restart-strategy.fixed-delay.attempts", String.valueOf(attempts));
        options.put("restart-strategy.fixed-delay.delay", "1s");
        return options;
    }
}
