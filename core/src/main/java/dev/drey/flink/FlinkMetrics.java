/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.scheduler.WorkerState;
import dev.drey.status.Figure;
import dev.drey.status.FigureFamily;
import dev.drey.status.StatusBoard;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The numbers of the status as metrics of Flink: {@code mesos.*} of the JobManager. */
final class FlinkMetrics {
    /* The group is that of one leadership; Flink closes it, and what is registered in it, with the resource manager. A
     * standby has none. Reporters ask each gauge by itself: the board answers them from one copy. */
    private static final String GROUP = "mesos";

    private FlinkMetrics() {}

    static void register(MetricGroup jobManager, StatusBoard board) {
        var mesos = jobManager.addGroup(GROUP);
        for (var figure : Figure.ALL) {
            gauge(mesos, figure.name(), () -> figure.of(board.status()).orElse(Double.NaN));
        }
        for (var family : FigureFamily.values()) {
            if (family == FigureFamily.STATE_WORKERS) {
                byState(mesos, board);
            } else {
                gauge(mesos, family.figure(), () -> sum(family, board));
            }
        }
    }

    private static void byState(MetricGroup mesos, StatusBoard board) {
        var family = FigureFamily.STATE_WORKERS;
        for (var state : WorkerState.values()) {
            gauge(mesos.addGroup(family.label(), state.name()), family.figure(), () -> board.status()
                    .leadership()
                    .map(leader -> (double) family.of(leader).get(state.name()))
                    .orElse(Double.NaN));
        }
    }

    private static double sum(FigureFamily family, StatusBoard board) {
        return board.status()
                .leadership()
                .map(leader -> (double) family.of(leader).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .orElse(Double.NaN);
    }

    private static void gauge(MetricGroup group, String name, Gauge<Double> value) {
        group.gauge(name, value);
    }
}
