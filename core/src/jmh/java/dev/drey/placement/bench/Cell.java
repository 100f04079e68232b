/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of one workload, by who did it. Times are microseconds, space is bytes per round. */
record Cell(String size, String rules, Map<String, Double> micros, Map<String, Double> bytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** The cells of a result that JMH wrote as JSON, the smallest first. */
    static List<Cell> of(JsonNode results) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (var result : results) {
            var name = result.get("benchmark").asText();
            var rules = result.get("params").path("rules").asText();
            if (rules.isEmpty()) {
                continue;
            }
            var size = result.get("params").path("size").asText("incremental, 50x50");
            var cell = cells.computeIfAbsent(
                    size + rules, key -> new Cell(size, rules, new LinkedHashMap<>(), new LinkedHashMap<>()));
            cell.add(name.substring(name.lastIndexOf('.') + 1), result);
        }
        return cells.values().stream()
                .sorted(Comparator.comparingInt(Cell::agents).thenComparingInt(Cell::workers))
                .toList();
    }

    private int agents() {
        return size.startsWith("incremental") ? Integer.MAX_VALUE : Workload.of(size, Workload.Rules.FIRST).agents();
    }

    private int workers() {
        return size.startsWith("incremental") ? 0 : Workload.of(size, Workload.Rules.FIRST).workers();
    }

    /* A round longer than a time slice is interrupted if the machine is busy, a short one mostly is not. */
    /** The median of the rounds, or their mean processor time if that is less. */
    static double time(JsonNode result) {
        var metric = result.get("primaryMetric");
        if (!metric.get("scoreUnit").asText().equals("us/op")) {
            throw new IllegalArgumentException("not in microseconds: " + result.get("benchmark"));
        }
        var median = metric.path("scorePercentiles").path("50.0");
        var wall = median.isNumber() ? median.asDouble() : metric.get("score").asDouble();
        var time = new double[] {wall};
        result.path("secondaryMetrics").fields().forEachRemaining(other -> {
            if (other.getKey().endsWith(CpuTime.METRIC)) {
                time[0] = Math.min(wall, other.getValue().get("score").asDouble());
            }
        });
        return time[0];
    }

    private void add(String who, JsonNode result) {
        var name = who.startsWith("fenzo") ? "fenzo" : who;
        micros.put(name, time(result));
        result.path("secondaryMetrics").fields().forEachRemaining(metric -> {
            if (metric.getKey().endsWith(ALLOCATED)) {
                bytes.put(name, metric.getValue().get("score").asDouble());
            }
        });
    }

    boolean has(String who) {
        return micros.containsKey(who);
    }

    double micros(String who) {
        return micros.get(who);
    }

    double bytes(String who) {
        return bytes.getOrDefault(who, Double.NaN);
    }

    @Override
    public String toString() {
        return size + " " + rules;
    }
}
