/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.runtime.ShellMetric;
import dev.drey.scheduler.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A number of the status that does not depend on a profile or state: what Prometheus gets as {@code drey_<name>}, and
 * Flink as {@code mesos.<name>}.
 *
 * @param name ends with its unit
 * @param help what it tells, as a sentence
 * @param isCounter whether it only grows while a leadership lasts
 * @param value empty if there is nothing to tell at the moment
 */
public record Figure(String name, String help, boolean isCounter, Function<FleetStatus, OptionalDouble> value) {

    /** All there are, always the same and in the same order. */
    public static final List<Figure> ALL = all();

    /** The value at one moment. */
    public OptionalDouble of(FleetStatus status) {
        return value.apply(status);
    }

    private static List<Figure> all() {
        var figures = new ArrayList<Figure>(List.of(
                process(
                        "leader_bool",
                        "1 if this process leads.",
                        status -> is(status.role() == FleetStatus.Role.LEADER)),
                process(
                        "healthy_bool",
                        "1 if /health answers 200.",
                        status -> is(Health.of(status).isGood())),
                gauge(
                        "leadership_epoch",
                        "The number of this leadership, which is higher than that of all before.",
                        FleetStatus.Leadership::epoch),
                gauge(
                        "master_subscribed_bool",
                        "1 if a master has accepted the subscription.",
                        leader -> is(leader.master().connection() == FleetStatus.Connection.SUBSCRIBED)),
                age("master_contact_age_seconds", "Since the master was heard last.", leader -> leader.master()
                        .lastContact()),
                age(
                        "reconciliation_age_seconds",
                        "Since the master was asked for all tasks last.",
                        leader -> leader.reconciliation().lastOfAll()),
                gauge(
                        "reconciliation_unanswered_workers",
                        "Workers the master was asked about and has not answered.",
                        leader -> leader.reconciliation().unanswered().size()),
                gauge("held_offers", "Offers that are held.", leader -> leader.offers()
                        .size()),
                gauge("known_workers", "Workers that have not ended.", leader -> leader.workers()
                        .size()),
                gauge(
                        "registered_workers",
                        "Workers that reported to Flink in this leadership.",
                        leader -> leader.workers().stream()
                                .filter(FleetStatus.Worker::registered)
                                .count()),
                gauge(
                        "failing_agents",
                        "Agents on which workers failed or were lost within the last hour.",
                        leader -> leader.agents().size()),
                gauge(
                        "avoided_agents",
                        "Agents that are avoided because workers keep failing on them.",
                        leader -> leader.agents().stream()
                                .filter(agent -> agent.avoidedUntil().isPresent())
                                .count()),
                rest(
                        "launch_wait_seconds",
                        "Until a waiting time after failures ends; 0 if no launch waits.",
                        leader -> leader.budgets().nextLaunchAt()),
                rest(
                        "disaster_pause_seconds",
                        "Until launches go on after a disaster; 0 if there is no pause.",
                        leader -> leader.budgets().pause().map(FleetStatus.Pause::until))));
        for (var metric : Metric.values()) {
            figures.add(counter(metric, metric.help()));
        }
        for (var metric : ShellMetric.values()) {
            figures.add(counter(metric, metric.help()));
        }
        return List.copyOf(figures);
    }

    private static int is(boolean truth) {
        return truth ? 1 : 0;
    }

    private static Figure process(String name, String help, ToDoubleFunction<FleetStatus> value) {
        return new Figure(name, help, false, status -> OptionalDouble.of(value.applyAsDouble(status)));
    }

    private static Figure gauge(String name, String help, ToDoubleFunction<FleetStatus.Leadership> value) {
        return new Figure(name, help, false, status -> status.leadership()
                .map(leader -> OptionalDouble.of(value.applyAsDouble(leader)))
                .orElseGet(OptionalDouble::empty));
    }

    private static Figure age(String name, String help, Function<FleetStatus.Leadership, Optional<Instant>> since) {
        return new Figure(name, help, false, status -> status.leadership()
                .flatMap(since)
                .map(at -> OptionalDouble.of(seconds(at, status.at())))
                .orElseGet(OptionalDouble::empty));
    }

    private static Figure rest(String name, String help, Function<FleetStatus.Leadership, Optional<Instant>> until) {
        return new Figure(name, help, false, status -> status.leadership()
                .map(leader -> OptionalDouble.of(
                        until.apply(leader).map(at -> seconds(status.at(), at)).orElse(0.0)))
                .orElseGet(OptionalDouble::empty));
    }

    private static Figure counter(Enum<?> metric, String help) {
        var name = metric.name().toLowerCase(Locale.ROOT);
        return new Figure(name + "_total", help, true, status -> status.leadership()
                .map(leader -> leader.counters().get(name))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
