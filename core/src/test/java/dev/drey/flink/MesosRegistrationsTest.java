/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.runtime.blocklist.BlockedNodeRetriever;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.clusterframework.types.ResourceProfile;
import org.apache.flink.runtime.entrypoint.ClusterInformation;
import org.apache.flink.runtime.jobmaster.JobMasterId;
import org.apache.flink.runtime.jobmaster.utils.TestingJobMasterGatewayBuilder;
import org.apache.flink.runtime.leaderretrieval.SettableLeaderRetrievalService;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.registration.RegistrationResponse;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServices;
import org.apache.flink.runtime.resourcemanager.active.ResourceEventHandler;
import org.apache.flink.runtime.resourcemanager.active.ResourceManagerDriver;
import org.apache.flink.runtime.resourcemanager.slotmanager.TestingSlotManagerBuilder;
import org.apache.flink.runtime.resourcemanager.utils.MockResourceManagerRuntimeServices;
import org.apache.flink.runtime.rpc.TestingRpcService;
import org.apache.flink.runtime.slots.ResourceRequirement;
import org.apache.flink.runtime.slots.ResourceRequirements;
import org.apache.flink.runtime.util.TestingFatalErrorHandler;
import org.apache.flink.util.concurrent.ScheduledExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flink's own resource manager, as it is extended here, with a worker that it has to wait for. */
@Tag("unit")
class MesosRegistrationsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JobMasterId MASTER = JobMasterId.generate();
    private static final MesosWorkerNode WORKER = new MesosWorkerNode(new TaskId("w-1"), "default", "host");

    private final JobID job = new JobID();
    private final List<Integer> slotsWanted = new CopyOnWriteArrayList<>();
    private final TestingRpcService rpc = new TestingRpcService();
    private final OneRecoveredWorker driver = new OneRecoveredWorker();
    private MesosRegistrations manager;
    private ResourceManagerGateway gateway;

    @BeforeEach
    void start() throws Exception {
        var slots = new TestingSlotManagerBuilder()
                .setProcessRequirementsConsumer(requirements -> slotsWanted.add(slots(requirements)))
                .createSlotManager();
        var services = new MockResourceManagerRuntimeServices(rpc, slots);
        var jobMaster = new TestingJobMasterGatewayBuilder()
                .setAddress("job-master")
                .setFencingTokenSupplier(() -> MASTER)
                .build();
        rpc.registerGateway("job-master", jobMaster);
        services.highAvailabilityServices.setJobMasterLeaderRetriever(
                job, new SettableLeaderRetrievalService("job-master", MASTER.toUUID()));
        manager = new MesosRegistrations(
                driver,
                worker -> {},
                new MesosRegistrations.Parts(
                        new Configuration()
                                .set(
                                        ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT,
                                        Duration.ofHours(1)),
                        ResourceID.generate(),
                        rpc,
                        UUID.randomUUID(),
                        services.heartbeatServices,
                        services.delegationTokenManager,
                        new TestingFatalErrorHandler(),
                        new ClusterInformation("localhost", 1),
                        UnregisteredMetricGroups.createUnregisteredResourceManagerMetricGroup(),
                        new ResourceManagerRuntimeServices(slots, services.jobLeaderIdService),
                        Runnable::run));
        manager.start();
        gateway = manager.getSelfGateway(ResourceManagerGateway.class);
        assertThat(gateway.registerJobMaster(MASTER, ResourceID.generate(), "job-master", job, TIMEOUT)
                        .get(10, TimeUnit.SECONDS))
                .isNotInstanceOf(RegistrationResponse.Failure.class);
    }

    @AfterEach
    void stop() throws Exception {
        manager.closeAsync().get(10, TimeUnit.SECONDS);
        rpc.closeAsync().get(10, TimeUnit.SECONDS);
    }

    @Test
    void declarationsThatWaitForRecoveredWorkersAreTakenInTheirOrder() throws Exception {
        var declared = List.of(declare(1), declare(3), declare(2));
        assertThat(slotsWanted).isEmpty();

        driver.loses(WORKER);

        for (var answer : declared) {
            answer.get(10, TimeUnit.SECONDS);
        }
        assertThat(slotsWanted).containsExactly(1, 3, 2);
    }

    @Test
    void declarationsAreTakenAtOnceWhenNoWorkerIsWaitedFor() throws Exception {
        driver.loses(WORKER);

        declare(4).get(10, TimeUnit.SECONDS);

        assertThat(slotsWanted).containsExactly(4);
    }

    private CompletableFuture<Acknowledge> declare(int slots) {
        var wanted = ResourceRequirement.create(ResourceProfile.UNKNOWN, slots);
        return gateway.declareRequiredResources(
                MASTER, ResourceRequirements.create(job, "job-master", List.of(wanted)), TIMEOUT);
    }

    private static int slots(ResourceRequirements requirements) {
        return requirements.getResourceRequirements().stream()
                .mapToInt(ResourceRequirement::getNumberOfRequiredSlots)
                .sum();
    }

    /** Knows one worker of an earlier leader, which does not register. */
    private static final class OneRecoveredWorker implements ResourceManagerDriver<MesosWorkerNode> {
        private volatile ResourceEventHandler<MesosWorkerNode> events;
        private volatile Executor mainThread;

        @Override
        public void initialize(
                ResourceEventHandler<MesosWorkerNode> handler,
                ScheduledExecutor main,
                Executor io,
                BlockedNodeRetriever blocked) {
            events = handler;
            mainThread = main;
            handler.onPreviousAttemptWorkersRecovered(Collections.singleton(WORKER));
        }

        void loses(MesosWorkerNode worker) {
            CompletableFuture.runAsync(() -> events.onWorkerTerminated(worker.getResourceID(), "gone"), mainThread)
                    .join();
        }

        @Override
        public void terminate() {}

        @Override
        public void deregisterApplication(ApplicationStatus status, String diagnostics) {}

        @Override
        public CompletableFuture<MesosWorkerNode> requestResource(TaskExecutorProcessSpec spec) {
            throw new AssertionError("no worker is asked for: " + spec);
        }

        @Override
        public void releaseResource(MesosWorkerNode worker) {}
    }
}
