/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static dev.drey.scheduler.Metric.FRAMEWORKS_REMOVED;
import static dev.drey.scheduler.Metric.KILLS_SENT;
import static dev.drey.scheduler.Metric.UPDATES_ACKNOWLEDGED;
import static dev.drey.scheduler.Metric.WORKERS_FAILED;
import static dev.drey.scheduler.Metric.WORKERS_MOVED;
import static dev.drey.scheduler.Metric.WORKERS_REPLACED;
import static dev.drey.scheduler.Metric.WORKERS_TERMINATED;
import static dev.drey.scheduler.Metric.WORKERS_UNREACHABLE;

import dev.drey.scheduler.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What happens to the workers of a {@link CrashWorld}, besides crashes. */
enum CrashStory {
    /** One fails, one is let go, and the connection to the master breaks. */
    EVERYDAY(
            60,
            Set.of(WORKERS_FAILED, KILLS_SENT, UPDATES_ACKNOWLEDGED),
            at(10, CrashWorld::failOne),
            at(20, CrashWorld::releaseOne),
            at(30, CrashWorld::disconnect),
            at(33, CrashWorld::failOne)),
    /** An agent is cut off for so long that its workers are replaced, and then comes back with them. */
    PARTITION(
            330,
            Set.of(WORKERS_REPLACED, KILLS_SENT, UPDATES_ACKNOWLEDGED),
            at(10, CrashWorld::cutOff),
            at(240, CrashWorld::heal)),
    /** An agent is cut off, and one of its workers is let go before anybody notices. */
    RELEASE_IN_PARTITION(
            330,
            Set.of(WORKERS_UNREACHABLE, KILLS_SENT),
            at(10, CrashWorld::cutOff),
            at(20, CrashWorld::releaseOne),
            at(200, CrashWorld::heal)),
    /** Maintenance is scheduled so soon that workers are moved at once. */
    MAINTENANCE(60, Set.of(WORKERS_MOVED, KILLS_SENT), at(10, CrashWorld::scheduleMaintenance)),
    /** An operator drains an agent. */
    DRAIN(60, Set.of(WORKERS_TERMINATED, UPDATES_ACKNOWLEDGED), at(10, CrashWorld::drain)),
    /** An operator tears the framework down. */
    REMOVAL(60, Set.of(FRAMEWORKS_REMOVED), at(10, CrashWorld::tearDown)),
    /** Another master leads, while a worker fails. */
    MASTER_FAILOVER(
            60,
            Set.of(WORKERS_FAILED),
            at(10, CrashWorld::failOne),
            at(10.06, CrashWorld::failMasterOver),
            at(30, CrashWorld::failOne)),
    /** A standby takes over although the leader lives, while a worker fails. */
    TAKEOVER(
            60,
            Set.of(WORKERS_TERMINATED, KILLS_SENT),
            at(10, CrashWorld::failOne),
            at(10.06, CrashWorld::takeOver),
            at(20, CrashWorld::releaseOne));

    private final Duration length;
    private final Set<Metric> signs;
    private final List<Scene> scenes;

    /** Something that happens at a time after the beginning. */
    record Scene(Duration at, Consumer<CrashWorld> action) {}

    CrashStory(int seconds, Set<Metric> signs, Scene... scenes) {
        this.signs = signs;
        this.length = Duration.ofSeconds(seconds);
        this.scenes = List.of(scenes);
    }

    private static Scene at(double seconds, Consumer<CrashWorld> action) {
        return new Scene(Duration.ofMillis(Math.round(seconds * 1000)), action);
    }

    /** So long something happens. */
    Duration length() {
        return length;
    }

    /** What is counted if it happened as it is told here. */
    Set<Metric> signs() {
        return signs;
    }

    List<Scene> scenes() {
        return scenes;
    }
}
