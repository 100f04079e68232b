/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.simulator.agent.Probe;
import dev.drey.simulator.live.container.ContainerRig.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.Image;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class ProcessContainersTest {
    @TempDir
    Path workDir;

    private ContainerRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ContainerRig(workDir);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void runsACommandInItsSandboxAndKeepsItsOutput() {
        var task = rig.launch("echo hi; echo oops >&2; pwd").awaitEvent("exited");

        assertThat(task.events()).containsExactly("started", "exited 0");
        assertThat(task.file("stdout")).isEqualTo("hi\n" + task.sandbox() + "\n");
        assertThat(task.file("stderr")).isEqualTo("oops\n");
    }

    @Test
    @DisplayName("C335 a health command that hangs gives no result")
    void aProbeThatHangsGivesNoResult() {
        var task = rig.launch("sleep 1000").awaitEvent("started");
        var hanging = CommandInfo.newBuilder().setValue("sleep 1000").build();
        var result = new CompletableFuture<OptionalInt>();

        task.container().probe(new Probe.Command(hanging, Duration.ofMillis(50)), result::complete);

        assertThat(result).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(OptionalInt.empty());
    }

    @Test
    @DisplayName("8.1 a container of a kind that the agent does not have cannot be launched")
    void hasNoDockerContainersAndNoImages() {
        var docker = ContainerInfo.newBuilder().setType(ContainerInfo.Type.DOCKER);
        docker.getDockerBuilder().setImage("busybox");
        var image = ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS);
        image.getMesosBuilder()
                .getImageBuilder()
                .setType(Image.Type.DOCKER)
                .getDockerBuilder()
                .setName("busybox");
        var plain = ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS);

        assertThat(rig.launchIn(docker.build()).awaitEvent("launch failed").events())
                .singleElement()
                .asString()
                .contains("None of the enabled containerizers");
        assertThat(rig.launchIn(image.build()).awaitEvent("launch failed").events())
                .hasSize(1);
        assertThat(rig.launchIn(plain.build()).awaitEvent("exited").events()).contains("exited 0");
    }

    @Test
    void linksTheLatestRun() throws IOException {
        var task = rig.launch("true").awaitEvent("exited");

        assertThat(task.sandbox().resolveSibling("latest").toRealPath())
                .isEqualTo(task.sandbox().toRealPath());
    }

    @Test
    void tellsExitCodesAndSignalsAsWaitStatus() {
        assertThat(rig.launch("exit 3").awaitEvent("exited").events()).contains("exited 768");
        assertThat(rig.launch("kill -9 $$").awaitEvent("exited").events()).contains("exited 9");
    }

    @Test
    @DisplayName("C326 the environment of a command task")
    void givesATaskTheVariablesOfMesosAndNoneOfOurs() {
        var environment = Environment.newBuilder()
                .addVariables(Variable.newBuilder().setName("OWN").setValue("a b"))
                .addVariables(Variable.newBuilder().setName("MESOS_CHECKPOINT").setValue("mine"));
        var task = rig.launch(CommandInfo.newBuilder()
                        .setValue("env -0 | tr '\\0' '\\n'")
                        .setEnvironment(environment)
                        .build())
                .awaitEvent("exited");

        var variables = variables(task);
        assertThat(variables)
                .containsEntry("MESOS_SANDBOX", task.sandbox().toString())
                .containsEntry("MESOS_DIRECTORY", task.sandbox().toString())
                .containsEntry("MESOS_FRAMEWORK_ID", "f")
                .containsEntry("MESOS_EXECUTOR_ID", "t1")
                .containsEntry("MESOS_SLAVE_ID", "a")
                .containsEntry("MESOS_SLAVE_PID", "slave(1)@127.0.0.1:5051")
                .containsEntry("MESOS_AGENT_ENDPOINT", "127.0.0.1:5051")
                .containsEntry("MESOS_ALLOCATION_ROLE", "*")
                .containsEntry("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "5secs")
                .containsEntry("MESOS_RECOVERY_TIMEOUT", "15mins")
                .containsEntry("LIBPROCESS_PORT", "0")
                .containsEntry("OWN", "a b")
                .containsEntry("MESOS_CHECKPOINT", "mine")
                .containsKeys("PATH", "LIBPROCESS_IP", "MESOS_HTTP_COMMAND_EXECUTOR", "MESOS_SUBSCRIPTION_BACKOFF_MAX")
                .doesNotContainKeys("HOME", "USER", "LD_LIBRARY_PATH", "MESOS_TASK_ID", "PORT", "PORT0", "HOST");
    }

    @Test
    void withoutAShellTheValueIsTheExecutableAndTheArgumentsAreItsWholeArgv() {
        var command = CommandInfo.newBuilder()
                .setShell(false)
                .setValue("sh")
                .addArguments("my-name")
                .addArguments("-c")
                .addArguments("echo \"$0 $1\"; tr '\\0' ' ' < /proc/$$/cmdline")
                .addArguments("zero")
                .addArguments("one two")
                .build();

        var task = rig.launch(command).awaitEvent("exited");

        assertThat(task.file("stdout")).startsWith("zero one two\nmy-name -c ");
    }

    @Test
    void anExecutableThatDoesNotExistFails() {
        var command = CommandInfo.newBuilder()
                .setShell(false)
                .setValue("no-such-program")
                .build();

        assertThat(rig.launch(command).awaitEvent("exited").events()).contains("started", "exited " + 127 * 256);
    }

    @Test
    void killsWithSigtermFirst() {
        var task = rig.launch("trap 'echo got it; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        task.awaitLine("stdout");

        task.container().kill(Duration.ofSeconds(30));
        task.awaitEvent("exited");

        assertThat(task.file("stdout")).isEqualTo("ready\ngot it\n");
        assertThat(task.events()).contains("exited 0");
    }

    @Test
    void killsWithSigkillAfterTheGracePeriod() {
        var task = rig.launch("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        task.awaitLine("stdout");
        var before = Instant.now();

        task.container().kill(Duration.ofMillis(300));
        task.awaitEvent("exited");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(250));
        assertThat(task.events()).contains("exited 9");
    }

    @Test
    void aSecondKillCanOnlyShortenTheGracePeriod() {
        var task = rig.launch("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        task.awaitLine("stdout");

        task.container().kill(Duration.ofSeconds(60));
        task.container().kill(Duration.ofMillis(100));
        task.container().kill(Duration.ofSeconds(60));

        task.awaitEvent("exited 9");
    }

    @Test
    void endsAChildThatIgnoresSigterm() {
        var task = rig.launch("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.05; done' & wait");
        var child = pid(task);

        task.container().kill(Duration.ofSeconds(30));
        task.awaitEvent("exited");

        assertThat(isAlive(child)).isFalse();
    }

    @Test
    void endsWhatTheCommandLeavesBehind() {
        var task = rig.launch("sleep 1000 & echo $!");
        task.awaitEvent("exited 0");

        assertThat(isAlive(pid(task))).isFalse();
    }

    @Test
    void endsADaemonThatLeftSessionAndParent() {
        var task = rig.launch("setsid sh -c 'echo $$; exec sleep 1000' & sleep 1000");
        var daemon = pid(task);

        task.container().destroy();
        task.awaitEvent("exited");

        assertThat(isAlive(daemon)).isFalse();
    }

    @Test
    void closingEndsEverything() {
        var one = rig.launch("trap '' TERM; echo $$; while :; do sleep 0.05; done");
        var other = rig.launch("sh -c 'echo $$; exec sleep 1000' & wait");
        var pids = new long[] {pid(one), pid(other)};

        rig.containers.close();

        assertThat(Arrays.stream(pids).filter(ProcessContainersTest::isAlive).toArray())
                .isEmpty();
    }

    @Test
    void refusesAUserThatDoesNotExist() {
        var task = rig.launch(CommandInfo.newBuilder().setValue("true").build(), "nobody-knows-this-user");

        task.awaitEvent("refused");

        assertThat(task.events()).hasSize(1);
        assertThat(task.events().get(0)).contains("nobody-knows-this-user");
    }

    @Test
    void runsAsAnotherUserIfWeAreRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")));

        var task = rig.launch(
                CommandInfo.newBuilder().setValue("id -un").setUser("nobody").build());
        task.awaitEvent("exited");

        assertThat(task.file("stdout")).isEqualTo("nobody\n");
    }

    @Test
    void aCommandWithoutValueStartsAndAborts() {
        var task = rig.launch(CommandInfo.getDefaultInstance());

        assertThat(task.awaitEvent("exited").events()).containsExactly("started", "exited 6");
    }

    private static long pid(Running task) {
        return Long.parseLong(task.awaitLine("stdout"));
    }

    private static boolean isAlive(long pid) {
        var stat = Path.of("/proc/" + pid + "/stat");
        try {
            return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> variables(Running task) {
        return task.file("stdout")
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
