/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.scheduler.FailureSettings;
import dev.drey.status.Figure;
import dev.drey.status.FleetRecorder;
import dev.drey.status.StatusBoard;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.runtime.metrics.MetricRegistryConfiguration;
import org.apache.flink.runtime.metrics.MetricRegistryImpl;
import org.apache.flink.runtime.metrics.ReporterSetupBuilder;
import org.apache.flink.runtime.metrics.groups.ResourceManagerMetricGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the registry of Flink, and a reporter as users have them. */
@Tag("unit")
class FlinkMetricsTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final StatusBoard board = new StatusBoard(clock, "Flink", "2.3.0", Duration.ZERO);
    private final Reporter reporter = new Reporter();
    private MetricRegistryImpl registry;
    private ResourceManagerMetricGroup group;

    @BeforeEach
    void register() {
        registry = new MetricRegistryImpl(
                MetricRegistryConfiguration.fromConfiguration(new Configuration(), Long.MAX_VALUE),
                List.of(ReporterSetupBuilder.METRIC_SETUP_BUILDER.forReporter("test", reporter)));
        group = ResourceManagerMetricGroup.create(registry, "host-1");
        FlinkMetrics.register(group, board);
    }

    @AfterEach
    void close() {
        registry.closeAsync().join();
    }

    @Test
    void everyFigureIsAMetricOfTheJobManager() {
        assertThat(reporter.metrics.keySet())
                .containsAll(Figure.ALL.stream()
                        .map(figure -> "host-1.jobmanager.mesos." + figure.name())
                        .toList())
                .contains(
                        "host-1.jobmanager.mesos.waiting_workers", "host-1.jobmanager.mesos.state.LIVE.state_workers");
    }

    @Test
    void whatIsNotKnownIsNotANumberAndTheRestIsThatOfTheLeader() {
        assertThat(reporter.value("leader_bool")).isZero();
        assertThat(reporter.value("held_offers")).isNaN();
        assertThat(reporter.value("waiting_workers")).isNaN();

        var recorder = new FleetRecorder(clock, FailureSettings.DEFAULT);
        recorder.opened(new WorkerStore.Opened(7, StoredState.EMPTY));
        board.show(new StatusBoard.View(recorder, () -> Map.of("offers_received", 3L)));

        assertThat(reporter.value("leader_bool")).isOne();
        assertThat(reporter.value("leadership_epoch")).isEqualTo(7);
        assertThat(reporter.value("held_offers")).isZero();
        assertThat(reporter.value("offers_received_total")).isEqualTo(3);
        assertThat(reporter.value("state.LIVE.state_workers")).isZero();
    }

    @Test
    void theNextLeadershipRegistersThemAnewWithoutACollision() {
        group.close();
        assertThat(reporter.metrics).isEmpty();

        FlinkMetrics.register(ResourceManagerMetricGroup.create(registry, "host-1"), board);
        assertThat(reporter.value("leader_bool")).isZero();
    }

    private static final class Reporter implements MetricReporter {
        private final Map<String, Metric> metrics = new TreeMap<>();

        private double value(String name) {
            return (Double) ((Gauge<?>) metrics.get("host-1.jobmanager.mesos." + name)).getValue();
        }

        @Override
        public void open(MetricConfig config) {}

        @Override
        public void close() {}

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            metrics.put(group.getMetricIdentifier(name), metric);
        }

        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
            metrics.remove(group.getMetricIdentifier(name));
        }
    }
}
