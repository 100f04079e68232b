/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.OptionRow.of;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of failures, partitions, maintenance and the journal. */
final class LifeCycleRows {
    private static final String PREFIX = "mesos.resourcemanager.";

    static final List<OptionRow> ALL = List.of(
            of(
                            PREFIX + "registration-timeout",
                            worker -> worker.settings.timeouts().registration())
                    .byDefault(Optional.empty())
                    .set("2 min", "120000")
                    .has(Optional.of(Duration.ofMinutes(2)))
                    .refuses("0 s"),
            of(
                            PREFIX + "partition.replace-after",
                            worker -> worker.settings.partitions().replaceAfter())
                    .byDefault(Duration.ofMinutes(1))
                    .set("10 min")
                    .has(Duration.ofMinutes(10))
                    .refuses("x"),
            of(
                            PREFIX + "partition.expunge-after",
                            worker -> worker.settings.partitions().expungeAfter())
                    .byDefault(Duration.ofHours(1))
                    .set("2 h")
                    .has(Duration.ofHours(2))
                    .refuses("1 s"),
            of(
                            PREFIX + "failures.stable-after",
                            worker -> worker.settings.failures().stable())
                    .byDefault(Duration.ofMinutes(2))
                    .set("5 min")
                    .has(Duration.ofMinutes(5))
                    .refuses("x"),
            of(
                            PREFIX + "failures.backoff",
                            worker -> worker.settings.failures().profile().first())
                    .byDefault(Duration.ofSeconds(1))
                    .set("3 s")
                    .has(Duration.ofSeconds(3))
                    .refuses("0 s"),
            of(
                            PREFIX + "failures.max-backoff",
                            worker -> worker.settings.failures().profile().cap())
                    .byDefault(Duration.ofMinutes(1))
                    .set("5 min")
                    .has(Duration.ofMinutes(5))
                    .refuses("1 ms"),
            of(
                            PREFIX + "failures.agent-backoff",
                            worker -> worker.settings.failures().agent().first())
                    .byDefault(Duration.ofSeconds(5))
                    .set("10 s")
                    .has(Duration.ofSeconds(10))
                    .refuses("0 s"),
            of(
                            PREFIX + "failures.max-agent-backoff",
                            worker -> worker.settings.failures().agent().cap())
                    .byDefault(Duration.ofMinutes(2))
                    .set("5 min")
                    .has(Duration.ofMinutes(5))
                    .refuses("1 ms"),
            of(
                            PREFIX + "failures.disaster-agents",
                            worker -> worker.settings.failures().disasterAgents())
                    .byDefault(3)
                    .set("5")
                    .has(5)
                    .refuses("-1"),
            of(
                            PREFIX + "failures.disaster-window",
                            worker -> worker.settings.failures().disasterWindow())
                    .byDefault(Duration.ofMinutes(1))
                    .set("2 min")
                    .has(Duration.ofMinutes(2))
                    .refuses("x"),
            of(
                            PREFIX + "failures.disaster-pause",
                            worker -> worker.settings.failures().disasterPause())
                    .byDefault(Duration.ofMinutes(1))
                    .set("2 min")
                    .has(Duration.ofMinutes(2))
                    .refuses("x"),
            of(
                            PREFIX + "maintenance.avoid-before",
                            worker -> worker.settings.maintenance().avoidBefore())
                    .byDefault(Duration.ofHours(1))
                    .set("2 h")
                    .has(Duration.ofHours(2))
                    .refuses("1 s"),
            of(
                            PREFIX + "maintenance.move-workers",
                            worker -> worker.settings.maintenance().moves())
                    .byDefault(true)
                    .set("false")
                    .has(false)
                    .refuses("no"),
            of(
                            PREFIX + "maintenance.move-before",
                            worker -> worker.settings.maintenance().moveBefore())
                    .byDefault(Duration.ofMinutes(10))
                    .set("20 min")
                    .has(Duration.ofMinutes(20))
                    .refuses("x"),
            of(
                            PREFIX + "journal.dir",
                            worker -> worker.config.lifeCycle().journal().map(LifeCycleConfig.Journal::directory))
                    .byDefault(Optional.empty())
                    .set("/var/log/drey")
                    .has(Optional.of(Path.of("/var/log/drey"))),
            of(
                            PREFIX + "journal.max-size",
                            worker -> worker.config.lifeCycle().journal().map(LifeCycleConfig.Journal::maxBytes))
                    .given(PREFIX + "journal.dir", "/var/log/drey")
                    .byDefault(Optional.of(256L << 20))
                    .set("1 gb", "1073741824")
                    .has(Optional.of(1L << 30))
                    .refuses("1 kb"),
            of(PREFIX + "wire-log.dir", worker -> worker.config.lifeCycle().wireLog())
                    .byDefault(Optional.empty())
                    .set("/var/log/wire")
                    .has(Optional.of(Path.of("/var/log/wire"))));

    private LifeCycleRows() {}
}
