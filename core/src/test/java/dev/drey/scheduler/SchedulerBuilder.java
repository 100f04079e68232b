/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.FrameworkId;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scheduler that tests watch or tell stories of, and what is the same in all of them. */
public final class SchedulerBuilder {
    public static final FrameworkId FRAMEWORK = new FrameworkId("m-0001");
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    public static final WorkerProfile PROFILE =
            new WorkerProfile("default", Map.of("cpus", Amount.of(1), "mem", Amount.of(1024)), 1);
    public static final FrameworkSettings FRAMEWORK_SETTINGS = new FrameworkSettings(
            "drey",
            "",
            Set.of("eng"),
            Duration.ofDays(7),
            true,
            "host",
            Optional.empty(),
            Optional.empty(),
            Set.of("PARTITION_AWARE"),
            Map.of());
    public static final SchedulerSettings SETTINGS = SchedulerSettings.of(FRAMEWORK_SETTINGS, "w");

    private SchedulerSettings settings = SETTINGS;
    private WorkerStore.Opened opened = new WorkerStore.Opened(1, StoredState.EMPTY);
    private Watcher watcher = Watcher.NONE;

    public SchedulerBuilder with(SchedulerSettings other) {
        settings = other;
        return this;
    }

    /** What it finds in its store. */
    public SchedulerBuilder opening(WorkerStore.Opened store) {
        opened = store;
        return this;
    }

    public SchedulerBuilder watchedBy(Watcher other) {
        watcher = other;
        return this;
    }

    public Scheduler build() {
        return new Scheduler(settings, opened, watcher);
    }

    /** An offer to its role, of so many cpus and MiB, and of ten ports. */
    public static Offer offer(String id, String agent, String hostname, double cpus, double mem) {
        return new Offer(
                new OfferId(id),
                new AgentId(agent),
                hostname,
                "eng",
                List.of(
                        Resource.scalar("cpus", Amount.of(cpus)),
                        Resource.scalar("mem", Amount.of(mem)),
                        Resource.ranges("ports", new Resource.Range(31_000, 31_009))),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
