/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.live.zookeeper.EmbeddedZooKeeper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masters and agents as processes of their own, as in containers: what each may lose, and what it may not. */
@Tag("wire")
class SeparateProcessesTest {
    private static final String RESOURCES = "--resources=cpus:4;mem:512;disk:1024";

    @TempDir
    private Path directory;

    @Test
    void aTaskOutlivesTheProcessOfItsAgentAndThatOfItsMaster() throws Exception {
        int port = PortRun.find(2);
        var master = "--master=127.0.0.1:" + port;
        try (var programs = new Programs(directory)) {
            var leader = programs.master("master", port);
            var agent = programs.agent("agent", port + 1, master, RESOURCES, "--attributes=rack:r1");
            var id = programs.awaitAgent(port);
            try (var scheduler = subscribed(port)) {
                launch(scheduler, "sleep 1000");
                long task = running(scheduler).getContainerStatus().getExecutorPid();

                agent.destroyForcibly().waitFor();
                Programs.await(() ->
                        !programs.get(port, "/slaves").at("/slaves/0/active").asBoolean(true));
                programs.agent("agent", port + 1, master, RESOURCES, "--attributes=rack:r1");
                assertThat(programs.awaitAgent(port)).isEqualTo(id);

                assertThat(ProcessHandle.of(task)).isPresent();
                assertThat(reconciled(scheduler)).isEqualTo(TaskState.TASK_RUNNING);
            }

            leader.destroyForcibly().waitFor();
            programs.master("master", port);
            assertThat(programs.awaitAgent(port)).isEqualTo(id);
            assertThat(programs.get(port, "/frameworks")
                            .at("/frameworks/0/tasks/0/state")
                            .asText())
                    .isEqualTo("TASK_RUNNING");
        }
    }

    @Test
    void anAgentWhoseMachineBrokeDownComesBackUnderItsIdAndItsTasksHaveFailed() throws Exception {
        int port = PortRun.find(2);
        var master = "--master=127.0.0.1:" + port;
        try (var programs = new Programs(directory)) {
            programs.master("master", port);
            var agent = programs.agent("agent", port + 1, master, RESOURCES);
            var id = programs.awaitAgent(port);
            try (var scheduler = subscribed(port)) {
                launch(scheduler, "sleep 1000");
                running(scheduler);

                programs.breakDown(agent);
                programs.agent("agent", port + 1, master, RESOURCES);

                var failed = scheduler.nextUpdate();
                while (failed.getState() == TaskState.TASK_RUNNING) {
                    failed = scheduler.nextUpdate(); // the acknowledgement was lost with the machine
                }
                assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
                assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
                assertThat(programs.awaitAgent(port)).isEqualTo(id);
            }
        }
    }

    @Test
    void anAgentThatIsStoppedIsUnreachableAndOneThatIsToldToLeaveIsRemoved() throws Exception {
        int port = PortRun.find(2);
        try (var programs = new Programs(directory)) {
            programs.master("master", port, "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=1");
            var agent = programs.agent("agent", port + 1, "--master=127.0.0.1:" + port, RESOURCES);
            var id = programs.awaitAgent(port);

            signal(agent, "STOP");
            Programs.await(() ->
                    programs.get(port, "/state").path("unreachable_slaves").asInt() == 1);
            signal(agent, "CONT");
            assertThat(programs.awaitAgent(port)).isEqualTo(id);

            signal(agent, "USR1");
            assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isZero();
            Programs.await(() -> programs.get(port, "/slaves").path("slaves").isEmpty());
        }
    }

    @Test
    void anAgentMayGrowWhereThePolicyAllowsIt() throws Exception {
        int port = PortRun.find(2);
        var master = "--master=127.0.0.1:" + port;
        var more = "--resources=cpus:6;mem:512;disk:1024";
        try (var programs = new Programs(directory)) {
            programs.master("master", port);
            var agent = programs.agent("agent", port + 1, master, RESOURCES);
            var id = programs.awaitAgent(port);
            programs.breakDown(agent);

            var refused = programs.agent("agent", port + 1, master, more);
            assertThat(refused.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(programs.log("agent"))
                    .contains("as it was registered with other resources: start it as it was before");

            programs.agent("agent", port + 1, master, more, "--reconfiguration_policy=additive");
            Programs.await(() ->
                    programs.get(port, "/slaves").at("/slaves/0/resources/cpus").asDouble() == 6);
            assertThat(programs.awaitAgent(port)).isEqualTo(id);
        }
    }

    @Test
    void aMasterMayRemoveSilentAgentsOneByOne() throws Exception {
        int port = PortRun.find(3);
        try (var programs = new Programs(directory)) {
            programs.master(
                    "master",
                    port,
                    "--agent_ping_timeout=1secs",
                    "--max_agent_ping_timeouts=1",
                    "--agent_removal_rate_limit=1/1hrs");
            var agents = List.of(
                    programs.agent("agent-0", port + 1, "--master=127.0.0.1:" + port, RESOURCES),
                    programs.agent("agent-1", port + 2, "--master=127.0.0.1:" + port, RESOURCES));
            Programs.await(
                    () -> programs.get(port, "/state").path("activated_slaves").asInt() == 2);

            for (var agent : agents) {
                signal(agent, "STOP");
            }

            Programs.await(() -> metric(programs, port, "slave_unreachable_scheduled") == 2
                    && metric(programs, port, "slave_unreachable_completed") == 1);
            assertThat(programs.get(port, "/state").path("unreachable_slaves").asInt())
                    .isEqualTo(1);
            for (var agent : agents) {
                signal(agent, "CONT");
            }
        }
    }

    private static int metric(Programs programs, int port, String name) throws Exception {
        return programs.get(port, "/metrics/snapshot").path("master/" + name).asInt();
    }

    @Test
    void theNextLeaderFindsTheAgentsOfTheLastOneInZooKeeper() throws Exception {
        int port = PortRun.find(3);
        try (var programs = new Programs(directory);
                var zooKeeper = EmbeddedZooKeeper.start(directory.resolve("zookeeper"), 0)) {
            var zk = zooKeeper.url("/mesos").toString();
            var first = programs.master("master-0", port, "--zk=" + zk, "--quorum=2");
            Programs.await(() -> programs.get(port, "/metrics/snapshot")
                            .path("master/elected")
                            .asInt()
                    == 1);
            programs.master("master-1", port + 1, "--zk=" + zk, "--quorum=2");
            var agent = programs.agent("agent", port + 2, "--master=" + zk, RESOURCES);
            var id = programs.awaitAgent(port);

            agent.destroyForcibly().waitFor();
            first.destroyForcibly().waitFor();

            Programs.await(() -> programs.get(port + 1, "/slaves")
                    .at("/recovered_slaves/0/id")
                    .asText()
                    .equals(id));
            programs.agent("agent", port + 2, "--master=" + zk, RESOURCES);
            assertThat(programs.awaitAgent(port + 1)).isEqualTo(id);
        }
    }

    @Test
    void aFlagThatIsWrongIsToldInASentence() throws Exception {
        try (var programs = new Programs(directory)) {
            var master = programs.master("master", 0, "--agent_ping_timeout=15");

            assertThat(master.waitFor()).isEqualTo(2);
            assertThat(programs.log("master"))
                    .contains("mesos-master: --agent_ping_timeout=15: expected a duration like 15secs");
        }
    }

    private static TestScheduler subscribed(int port) throws Exception {
        var info = FrameworkInfo.newBuilder()
                .setName("separate")
                .setUser(System.getProperty("user.name"))
                .setCheckpoint(true)
                .setFailoverTimeout(600)
                .build();
        var scheduler = new TestScheduler("http://127.0.0.1:" + port, "application/json", info);
        scheduler.subscribe();
        return scheduler;
    }

    private static void launch(TestScheduler scheduler, String command) throws Exception {
        var offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
        var call = Call.newBuilder().setType(Call.Type.ACCEPT);
        call.getAcceptBuilder().addOfferIds(offer.getId()).getFiltersBuilder().setRefuseSeconds(0);
        var operation = call.getAcceptBuilder().addOperationsBuilder().setType(Offer.Operation.Type.LAUNCH);
        operation.getLaunchBuilder().addTaskInfos(task(offer, command));
        assertThat(scheduler.call(call).statusCode()).isEqualTo(202);
    }

    private static TaskInfo.Builder task(Offer offer, String command) {
        var task = TaskInfo.newBuilder().setName("task").setAgentId(offer.getAgentId());
        task.getTaskIdBuilder().setValue("t");
        task.getCommandBuilder().setValue(command);
        offer.getResourcesList().stream()
                .filter(resource -> resource.getName().equals("cpus"))
                .forEach(cpus -> task.addResourcesBuilder()
                        .mergeFrom(cpus)
                        .getScalarBuilder()
                        .setValue(0.1));
        return task;
    }

    private static TaskStatus running(TestScheduler scheduler) throws Exception {
        assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_STARTING);
        var status = scheduler.nextUpdate();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_RUNNING);
        return status;
    }

    private static TaskState reconciled(TestScheduler scheduler) throws Exception {
        var call = Call.newBuilder().setType(Call.Type.RECONCILE);
        call.getReconcileBuilder();
        scheduler.call(call);
        return scheduler.nextUpdate().getState();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
