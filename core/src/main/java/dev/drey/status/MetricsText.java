/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Numbers for Prometheus, in its text format 0.0.4. */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(FleetStatus status) {
        var metrics = new MetricsText();
        metrics.gauge("drey_leader_bool", "1 if this process leads.", status.role() == FleetStatus.Role.LEADER ? 1 : 0);
        metrics.gauge(
                "drey_healthy_bool",
                "1 if /health answers 200.",
                Health.of(status).isGood() ? 1 : 0);
        status.leadership().ifPresent(leader -> metrics.add(status.at(), leader));
        return metrics.text.toString();
    }

    private void add(Instant now, FleetStatus.Leadership leader) {
        var master = leader.master();
        gauge(
                "drey_master_subscribed_bool",
                "1 if a master has accepted the subscription.",
                master.connection() == FleetStatus.Connection.SUBSCRIBED ? 1 : 0);
        age("drey_master_contact_age_seconds", "Since the master was heard last.", now, master.lastContact());
        age(
                "drey_reconciliation_age_seconds",
                "Since the master was asked for all tasks last.",
                now,
                leader.reconciliation().lastOfAll());
        gauge(
                "drey_reconciliation_unanswered_workers",
                "Workers the master was asked about and has not answered.",
                leader.reconciliation().unanswered().size());
        gauge("drey_held_offers", "Offers that are held.", leader.offers().size());
        gauge("drey_leadership_epoch", "The number of this leadership.", leader.epoch());
        profiles(leader);
        workers(leader);
        leader.counters().forEach(this::counter);
    }

    private void profiles(FleetStatus.Leadership leader) {
        head("drey_declared_workers", "gauge", "Workers that Flink wants.");
        leader.profiles().forEach(one -> sample("drey_declared_workers", "profile", one.name(), one.declared()));
        head("drey_waiting_workers", "gauge", "Workers still to be placed.");
        leader.profiles().forEach(one -> sample("drey_waiting_workers", "profile", one.name(), one.waiting()));
    }

    private void workers(FleetStatus.Leadership leader) {
        var byState = new TreeMap<String, Integer>();
        leader.workers().forEach(worker -> byState.merge(worker.state(), 1, Integer::sum));
        head("drey_state_workers", "gauge", "Known workers by state.");
        for (Map.Entry<String, Integer> state : byState.entrySet()) {
            sample("drey_state_workers", "state", state.getKey(), state.getValue());
        }
    }

    private void counter(String name, long value) {
        var full = "drey_" + name + "_total";
        head(full, "counter", "Events since this leadership began.");
        text.append("%s %d\n".formatted(full, value));
    }

    private void age(String name, String help, Instant now, Optional<Instant> at) {
        at.ifPresent(then -> {
            head(name, "gauge", help);
            text.append(name)
                    .append(' ')
                    .append(Duration.between(then, now).toMillis() / 1000.0)
                    .append('\n');
        });
    }

    private void gauge(String name, String help, long value) {
        head(name, "gauge", help);
        text.append("%s %d\n".formatted(name, value));
    }

    private void head(String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }

    private void sample(String name, String label, String value, long number) {
        var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append("%s{%s=\"%s\"} %d\n".formatted(name, label, escaped, number));
    }
}
