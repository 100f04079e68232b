/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What happens when the leading one of two appmasters dies: the other one takes workers and job over. */
final class Takeover {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Appmaster leader;
    private final Appmaster standby;
    private final FlinkRest rest;
    private final MesosTasks mesos;
    private final Narrator narrator;
    private final Watch watch;

    /** @param rest the standby's own address */
    Takeover(Appmaster leader, Appmaster standby, FlinkRest rest, MesosTasks mesos, Narrator narrator) {
        this.leader = leader;
        this.standby = standby;
        this.rest = rest;
        this.mesos = mesos;
        this.narrator = narrator;
        this.watch = new Watch(standby);
    }

    /** The address of the standby. */
    String url() {
        return rest.url();
    }

    /** The address of the standby's status page. */
    String statusUrl() {
        return standby.statusUrl();
    }

    /** Starts the standby; its page shows the cluster of the leader. */
    void prepare() throws Exception {
        standby.start();
        narrator.await("a second appmaster is up, as a hot standby", PATIENCE, watch::detail, () -> {
            standby.mustBeAlive();
            return rest.answers() ? Boolean.TRUE : null;
        });
        narrator.say("            its page   " + rest.url() + " shows the cluster of the leader");
        narrator.say("            its status " + standby.statusUrl());
    }

    /** Kills the leader in mid-job and tells how long it took until the standby had everything. */
    void tell(String job) throws Exception {
        Set<String> before = mesos.running();
        narrator.say("            tasks      " + String.join(" and ", before));
        long pid = leader.pid();
        narrator.step("the leading appmaster (process " + pid + ") is killed with SIGKILL", () -> {
            leader.kill();
            return Optional.empty();
        });
        Instant killed = Instant.now();
        narrator.await("the standby leads and holds all workers", PATIENCE, watch::detail, () -> {
            watch.check();
            return rest.taskManagers().equals(before) ? Boolean.TRUE : null;
        });
        double seconds = Duration.between(killed, Instant.now()).toMillis() / 1000.0;
        String restored = narrator.await("WindowJoin runs again", PATIENCE, watch::detail, () -> {
            watch.check();
            return rest.runsCompletely(job) ? rest.restoredCheckpoint(job).orElse(null) : null;
        });
        narrator.say("            restored from " + restored);
        narrator.say(String.format(
                "            the standby held all workers %.1f s after the death of the leader", seconds));
    }
}
