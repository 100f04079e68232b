/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import dev.drey.harness.options.SmallAppmaster;
import java.time.Duration;
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
        options.put("io.tmp.dirs", folders.temporary().toString());
        options.put("web.tmpdir", folders.temporary().toString());
        options.putAll(SmallAppmaster.memory(448));
        options.putAll(SmallAppmaster.highAvailability(
                new SmallAppmaster.Keeping(
                        zooKeeper,
                        "/drey-demo",
                        folders.ha().toUri().toString(),
                        folders.checkpoints().toUri().toString(),
                        Duration.ofSeconds(6)),
                10));
        return options;
    }
}
