/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect.Halt.Reason;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.FleetEvent.WorkerLaunched;
import dev.drey.scheduler.FleetEvent.WorkerTerminated;
import dev.drey.store.WorkerRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.resourcemanager.active.AbstractResourceManagerDriver;

/**
 * Flink's hand on the fleet of Mesos workers, for one leadership of the resource manager.
 *
 * <p>Flink asks worker by worker, the fleet is told a level: after every change the driver declares the number of live
 * workers plus the number of requests not yet answered. A launched worker answers the oldest request of its profile;
 * one that nobody waits for any more is let go at once.
 */
final class MesosResourceManagerDriver extends AbstractResourceManagerDriver<MesosWorkerNode> {
    /* All fields belong to the main thread of the resource manager. */
    private final WorkerProfiles profiles;
    private final FleetFactory fleets;
    private final Map<TaskId, MesosWorkerNode> live = new LinkedHashMap<>();
    private final Map<WorkerProfile, Deque<CompletableFuture<MesosWorkerNode>>> pending = new LinkedHashMap<>();
    private WorkerFleet fleet;
    private boolean active;

    MesosResourceManagerDriver(Configuration configuration, WorkerProfiles profiles, FleetFactory fleets) {
        super(configuration, new Configuration());
        this.profiles = profiles;
        this.fleets = fleets;
    }

    /* The recovered workers must be known before this returns: Flink publishes its address afterwards, and a worker
     * that registers without being known is refused and ends itself. */
    @Override
    protected void initializeInternal() throws Exception {
        fleet = fleets.create(new OnMainThread());
        active = true;
        for (var worker : fleet.open()) {
            live.put(worker.task(), MesosWorkerNode.of(worker));
        }
        log.info("recovered workers={}", live.size());
        getResourceEventHandler()
                .onPreviousAttemptWorkersRecovered(live.values().stream().toList());
        fleet.start();
    }

    @Override
    public CompletableFuture<MesosWorkerNode> requestResource(TaskExecutorProcessSpec spec) {
        var profile = profiles.of(spec);
        var request = new CompletableFuture<MesosWorkerNode>();
        pending.computeIfAbsent(profile, any -> new ArrayDeque<>()).add(request);
        request.whenComplete((worker, failure) -> {
            if (failure != null) {
                withdraw(profile, request);
            }
        });
        declare(profile);
        return request;
    }

    @Override
    public void releaseResource(MesosWorkerNode worker) {
        if (active && live.remove(worker.task()) != null) {
            log.info("release worker={}", worker.task());
            fleet.release(worker.task());
            redeclare(worker.profile());
        }
    }

    @Override
    public void deregisterApplication(ApplicationStatus finalStatus, String diagnostics) {
        if (active) {
            log.info("tear the framework down: status={} diagnostics={}", finalStatus, diagnostics);
            active = false;
            fleet.teardown();
        }
    }

    @Override
    public void terminate() {
        active = false;
        if (fleet != null) {
            fleet.close();
        }
    }

    /** The process of this worker reported for work. */
    void registered(MesosWorkerNode worker) {
        if (active) {
            fleet.registered(worker.task());
        }
    }

    private void withdraw(WorkerProfile profile, CompletableFuture<MesosWorkerNode> request) {
        if (pending.get(profile).remove(request)) {
            declare(profile);
        }
    }

    private void launched(WorkerRecord worker) {
        var node = MesosWorkerNode.of(worker);
        var requests = profiles.named(worker.profile()).map(pending::get).orElseGet(ArrayDeque::new);
        var oldest = requests.poll();
        if (oldest == null) {
            log.info("release worker={} because nobody asks for it any more", worker.task());
            fleet.release(worker.task());
            redeclare(worker.profile());
        } else {
            live.put(worker.task(), node);
            oldest.complete(node);
        }
    }

    private void terminated(WorkerTerminated event) {
        var worker = live.remove(event.worker());
        if (worker != null) {
            /* Flink answers with a new request if it needs one, so that the level seldom drops in between. */
            getResourceEventHandler()
                    .onWorkerTerminated(MesosWorkerNode.resourceId(event.worker()), event.diagnostics());
            redeclare(worker.profile());
        }
    }

    /* Workers of a profile that was never asked for, as an older configuration left them, are kept but not replaced. */
    private void redeclare(String profile) {
        profiles.named(profile).ifPresent(this::declare);
    }

    private void declare(WorkerProfile profile) {
        if (active) {
            long alive = live.values().stream()
                    .filter(worker -> worker.profile().equals(profile.name()))
                    .count();
            var requests = pending.get(profile);
            fleet.declare(profile, Math.toIntExact(alive) + (requests == null ? 0 : requests.size()));
        }
    }

    private void on(FleetEvent event) {
        if (!active) {
            return;
        }
        if (event instanceof WorkerLaunched launch) {
            launched(launch.worker());
        } else if (event instanceof WorkerTerminated end) {
            terminated(end);
        } else {
            log.debug("fleet event={}", event);
        }
    }

    /** Brings what the fleet tells to the main thread of the resource manager. */
    private final class OnMainThread implements WorkerFleet.Listener {
        @Override
        public void on(FleetEvent event) {
            getMainThreadExecutor().execute(() -> MesosResourceManagerDriver.this.on(event));
        }

        @Override
        public void halted(Reason reason, String message) {
            System.err.println("The application master ends: " + message);
            getMainThreadExecutor().execute(() -> {
                if (active) {
                    getResourceEventHandler().onError(new FleetHaltedException(reason, message));
                }
            });
        }
    }
}
