/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.OptionRow.of;

import java.util.List;
import org.apache.mesos.v1.Protos.DiscoveryInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** The options of health checks, the end of workers, and discovery. */
final class SupervisionRows {
    private static final String TASKS = "mesos.resourcemanager.tasks.";
    private static final String CHECK = TASKS + "health-check.";
    private static final String TYPE = CHECK + "type";
    private static final String VISIBILITY = TASKS + "discovery.visibility";

    static final List<OptionRow> ALL = List.of(
            of(
                            TYPE,
                            worker -> worker.task.hasHealthCheck()
                                    ? worker.task.getHealthCheck().getType()
                                    : "none")
                    .byDefault("none")
                    .set("TCP", "tcp")
                    .has(HealthCheck.Type.TCP)
                    .refuses("PING"),
            of(
                            CHECK + "port-key",
                            worker -> worker.task.getHealthCheck().getTcp().getPort())
                    .given(TYPE, "TCP")
                    .byDefault(31_001)
                    .set("taskmanager.data.port")
                    .has(31_000)
                    .refuses("rest.port"),
            of(CHECK + "path", worker -> worker.task.getHealthCheck().getHttp().getPath())
                    .given(TYPE, "HTTP")
                    .byDefault("/")
                    .set("/metrics")
                    .has("/metrics")
                    .refuses("metrics"),
            of(
                            CHECK + "command",
                            worker -> worker.task.getHealthCheck().getCommand().getValue())
                    .given(TYPE, "COMMAND", CHECK + "command", "true")
                    .byDefault("true")
                    .set("pgrep -f TaskManagerRunner")
                    .has("pgrep -f TaskManagerRunner")
                    .refuses(""),
            of(CHECK + "grace-period", worker -> worker.task.getHealthCheck().getGracePeriodSeconds())
                    .given(TYPE, "TCP")
                    .byDefault(120.0)
                    .set("5 min", "300000")
                    .has(300.0)
                    .refuses("x"),
            of(CHECK + "interval", worker -> worker.task.getHealthCheck().getIntervalSeconds())
                    .given(TYPE, "TCP")
                    .byDefault(10.0)
                    .set("1500 ms", "1500")
                    .has(1.5)
                    .refuses("0 s"),
            of(CHECK + "timeout", worker -> worker.task.getHealthCheck().getTimeoutSeconds())
                    .given(TYPE, "TCP")
                    .byDefault(20.0)
                    .set("5 s")
                    .has(5.0)
                    .refuses("0 s"),
            of(
                            CHECK + "consecutive-failures",
                            worker -> worker.task.getHealthCheck().getConsecutiveFailures())
                    .given(TYPE, "TCP")
                    .byDefault(3)
                    .set("5")
                    .has(5)
                    .refuses("0", "-1"),
            of(
                            TASKS + "kill-grace-period",
                            worker ->
                                    worker.task.getKillPolicy().getGracePeriod().getNanoseconds())
                    .byDefault(0L)
                    .set("30 s", "30000")
                    .has(30_000_000_000L)
                    .refuses("x"),
            of(
                            VISIBILITY,
                            worker -> worker.task.hasDiscovery()
                                    ? worker.task.getDiscovery().getVisibility()
                                    : "none")
                    .byDefault("none")
                    .set("CLUSTER", "cluster")
                    .has(DiscoveryInfo.Visibility.CLUSTER)
                    .refuses("WORLD"),
            of(TASKS + "discovery.name", worker -> worker.task.getDiscovery().getName())
                    .given(VISIBILITY, "EXTERNAL")
                    .byDefault("taskmanager-1-1")
                    .set("flink-_TASK_")
                    .has("flink-taskmanager-1-1"));

    private SupervisionRows() {}
}
