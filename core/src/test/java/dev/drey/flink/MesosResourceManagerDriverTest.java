/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.scheduler.Effect.Halt.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.resourcemanager.active.ResourceEventHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class MesosResourceManagerDriverTest {
    private static final TaskExecutorProcessSpec SPEC = Specs.worker("1728m", 1);

    private final ScriptedFleet fleet = new ScriptedFleet();
    private final MainThread mainThread = new MainThread();
    private final FlinkSide flink = new FlinkSide();
    private final WorkerProfiles profiles = new WorkerProfiles(Specs.RESOURCES, new Configuration());
    private final MesosResourceManagerDriver driver =
            new MesosResourceManagerDriver(new Configuration(), profiles, fleet);

    @Test
    void tellsOfRecoveredWorkersBeforeInitialisationEnds() throws Exception {
        fleet.survivors.add(ScriptedFleet.worker("w-1", "old"));

        initialize();

        assertThat(flink.recovered).containsExactly("w-1");
        assertThat(fleet.calls).containsExactly("open", "start");
    }

    @Test
    void tellsOfNoWorkersWhenThereAreNoneSoThatFlinkIsReadyToServe() throws Exception {
        initialize();

        assertThat(flink.recoveries).isEqualTo(1);
        assertThat(flink.recovered).isEmpty();
    }

    @Test
    void declaresOneMoreWorkerForEachRequestAndAnswersTheOldestFirst() throws Exception {
        initialize();

        var first = driver.requestResource(SPEC);
        var second = driver.requestResource(SPEC);
        fleet.launches("w-1");
        mainThread.work();

        assertThat(fleet.calls).containsExactly("open", "start", "declare 1", "declare 2");
        assertThat(first)
                .isCompletedWithValueMatching(worker -> worker.getResourceID().equals(new ResourceID("w-1")));
        assertThat(second).isNotDone();
    }

    @Test
    void completesRequestsOnTheMainThreadOnly() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);

        fleet.launches("w-1");

        assertThat(request).isNotDone();
    }

    @Test
    void d29_declaresOneLessWhenFlinkWithdrawsARequest() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);

        request.cancel(false);

        assertThat(fleet.calls).endsWith("declare 1", "declare 0");
    }

    @Test
    void letsAWorkerGoThatWasLaunchedAfterItsRequestWasWithdrawn() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);

        fleet.launches("w-1");
        request.cancel(false);
        mainThread.work();

        assertThat(fleet.calls).endsWith("declare 0", "release w-1", "declare 0");
    }

    @Test
    void d30_tellsTheFleetWhichWorkerRegistered() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);
        fleet.launches("w-1");
        mainThread.work();

        driver.registered(request.join());

        assertThat(fleet.calls).endsWith("registered w-1");
    }

    @Test
    void letsASurplusWorkerOfAnUnknownProfileGo() throws Exception {
        initialize();

        fleet.launches("w-1", "never asked for");
        mainThread.work();

        assertThat(fleet.calls).containsExactly("open", "start", "release w-1");
    }

    @Test
    void tellsOfATerminatedWorkerAndKeepsTheLevelIfFlinkAsksForAnother() throws Exception {
        initialize();
        driver.requestResource(SPEC);
        fleet.launches("w-1");
        mainThread.work();
        flink.replacesWith = SPEC;

        fleet.ends("w-1", "TASK_FAILED");
        mainThread.work();

        assertThat(flink.terminated).containsExactly("w-1: TASK_FAILED");
        assertThat(fleet.calls).containsExactly("open", "start", "declare 1", "declare 1", "declare 1");
    }

    @Test
    void declaresOneLessWhenATerminatedWorkerIsNotReplaced() throws Exception {
        initialize();
        driver.requestResource(SPEC);
        fleet.launches("w-1");
        mainThread.work();

        fleet.ends("w-1", "TASK_FINISHED");
        mainThread.work();

        assertThat(fleet.calls).endsWith("declare 1", "declare 0");
    }

    @Test
    void countsRecoveredWorkersOfTheSameProfile() throws Exception {
        fleet.survivors.add(ScriptedFleet.worker("w-1", profiles.of(SPEC).name()));
        fleet.survivors.add(ScriptedFleet.worker("w-2", "another"));
        initialize();

        driver.requestResource(SPEC);

        assertThat(fleet.calls).endsWith("declare 2");
    }

    @Test
    void keepsQuietAboutWorkersFlinkDoesNotKnow() throws Exception {
        initialize();

        fleet.ends("w-9", "TASK_KILLED");
        mainThread.work();

        assertThat(flink.terminated).isEmpty();
    }

    @Test
    void releasesAWorkerOnce() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);
        fleet.launches("w-1");
        mainThread.work();

        driver.releaseResource(request.get());
        driver.releaseResource(request.get());
        fleet.ends("w-1", "TASK_KILLED");
        mainThread.work();

        assertThat(fleet.calls).containsExactly("open", "start", "declare 1", "release w-1", "declare 0");
        assertThat(flink.terminated).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ApplicationStatus.class)
    void tearsTheFrameworkDownWhenTheApplicationEnds(ApplicationStatus status) throws Exception {
        initialize();

        driver.deregisterApplication(status, null);
        driver.terminate();

        assertThat(fleet.calls).containsExactly("open", "start", "teardown", "close");
    }

    @Test
    void onlyDisconnectsWhenLeadershipIsLost() throws Exception {
        initialize();
        var request = driver.requestResource(SPEC);

        driver.terminate();
        request.cancel(false);
        fleet.launches("w-1");
        mainThread.work();

        assertThat(fleet.calls).containsExactly("open", "start", "declare 1", "close");
    }

    @Test
    void canBeTerminatedWithoutEverBeingInitialised() {
        driver.terminate();

        assertThat(fleet.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void failsLoudlyWhenTheFleetHalts(Reason reason) throws Exception {
        initialize();

        fleet.halts(reason, "what to do");
        mainThread.work();

        assertThat(flink.errors).singleElement().isInstanceOfSatisfying(FleetHaltedException.class, error -> {
            assertThat(error.reason()).isEqualTo(reason);
            assertThat(error).hasMessage("the Mesos scheduler halted (" + reason + "): what to do");
        });
    }

    private void initialize() throws Exception {
        driver.initialize(flink, mainThread, Runnable::run, Set::of);
    }

    /** What Flink hears from the driver. */
    private final class FlinkSide implements ResourceEventHandler<MesosWorkerNode> {
        private final List<String> recovered = new ArrayList<>();
        private final List<String> terminated = new ArrayList<>();
        private final List<Throwable> errors = new ArrayList<>();
        private TaskExecutorProcessSpec replacesWith;
        private int recoveries;

        @Override
        public void onPreviousAttemptWorkersRecovered(Collection<MesosWorkerNode> workers) {
            recoveries++;
            workers.forEach(worker -> recovered.add(worker.getResourceID().toString()));
        }

        @Override
        public void onWorkerTerminated(ResourceID worker, String diagnostics) {
            terminated.add(worker + ": " + diagnostics);
            if (replacesWith != null) {
                driver.requestResource(replacesWith);
            }
        }

        @Override
        public void onError(Throwable error) {
            errors.add(error);
        }
    }
}
