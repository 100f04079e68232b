/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.flink.SupervisionConfig.Discovery;
import dev.drey.flink.SupervisionConfig.HealthCheck;
import dev.drey.scheduler.Call;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DiscoveryInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Adds to the description of a worker how its agent looks after it and ends it, and how others find it. */
final class WorkerSupervision {
    private static final double SECOND = 1e9;

    private final SupervisionConfig config;
    private final List<String> portKeys;

    WorkerSupervision(WorkerConfig config) {
        this.config = config.supervision();
        this.portKeys = config.resources().portKeys();
    }

    void addTo(TaskInfo.Builder task, Call.Launch launch) {
        config.healthCheck().ifPresent(check -> task.setHealthCheck(healthCheck(check, launch.ports())));
        config.killGrace()
                .ifPresent(grace -> task.setKillPolicy(KillPolicy.newBuilder()
                        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))));
        config.discovery().ifPresent(discovery -> task.setDiscovery(discovery(discovery, launch)));
    }

    private static Protos.HealthCheck healthCheck(HealthCheck check, List<Integer> ports) {
        var builder = Protos.HealthCheck.newBuilder()
                .setType(Protos.HealthCheck.Type.valueOf(check.type().name()))
                .setDelaySeconds(0)
                .setGracePeriodSeconds(seconds(check.timing().grace()))
                .setIntervalSeconds(seconds(check.timing().interval()))
                .setTimeoutSeconds(seconds(check.timing().timeout()))
                .setConsecutiveFailures(check.failures());
        switch (check.type()) {
            case TCP -> builder.getTcpBuilder().setPort(ports.get(check.port()));
            case HTTP ->
                builder.getHttpBuilder().setPort(ports.get(check.port())).setPath(check.path());
            case COMMAND ->
                builder.setCommand(CommandInfo.newBuilder().setShell(true).setValue(check.command()));
            case NONE -> throw new IllegalStateException("no check at all is no check");
        }
        return builder.build();
    }

    private DiscoveryInfo discovery(Discovery discovery, Call.Launch launch) {
        var builder = DiscoveryInfo.newBuilder()
                .setVisibility(
                        DiscoveryInfo.Visibility.valueOf(discovery.visibility().name()))
                .setName(discovery.name().replace("_TASK_", launch.task().value()));
        for (int index = 0; index < portKeys.size(); index++) {
            builder.getPortsBuilder()
                    .addPortsBuilder()
                    .setNumber(launch.ports().get(index))
                    .setName(portKeys.get(index))
                    .setProtocol("tcp");
        }
        return builder.build();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / SECOND;
    }
}
