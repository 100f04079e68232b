/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.math.BigDecimal;
import java.util.Map;

/** Numbers for Prometheus, in its text format 0.0.4. */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(FleetStatus status) {
        var metrics = new MetricsText();
        for (var figure : Figure.ALL) {
            figure.of(status).ifPresent(value -> metrics.figure(figure, value));
        }
        for (var family : FigureFamily.values()) {
            status.leadership().ifPresent(leader -> metrics.family(family, family.of(leader)));
        }
        return metrics.text.toString();
    }

    private void figure(Figure figure, double value) {
        var name = "drey_" + figure.name();
        head(name, figure.isCounter() ? "counter" : "gauge", figure.help());
        text.append(name).append(' ').append(plain(value)).append('\n');
    }

    private void family(FigureFamily family, Map<String, Long> values) {
        var name = "drey_" + family.figure();
        head(name, "gauge", family.help());
        values.forEach((label, value) ->
                text.append("%s{%s=\"%s\"} %d\n".formatted(name, family.label(), escaped(label), value)));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private void head(String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
