/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user calls it. Whole answers are in golden files, written anew with {@code -Ddrey.write=true}. */
@Tag("unit")
class PlanCommandTest {
    private static final Path FILES =
            Path.of(System.getProperty("drey.basedir"), "harness/src/test/resources/dev/drey/harness/plan");
    private static final String ANALYTICS = "7d1f0c53-2b1e-4a53-9f0e-5c1f7b1f8a10-0002";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void whatHasAPlaceAndWhatNot() throws IOException {
        assertThat(plan(
                        "--workers=5",
                        "--maintenance=" + FILES.resolve("maintenance.json"),
                        "-Dmesos.constraints.rules=rack:MAX_PER:2; disk:IS:ssd or rack:IS:r1"))
                .isEqualTo(1);

        assertGolden("some-not-placed.txt");
    }

    @Test
    void asJson() throws IOException {
        assertThat(plan(
                        "--workers=5",
                        "--maintenance=" + FILES.resolve("maintenance.json"),
                        "--json",
                        "-Dmesos.constraints.rules=rack:MAX_PER:2; disk:IS:ssd or rack:IS:r1"))
                .isEqualTo(1);

        assertGolden("some-not-placed.json");
    }

    @Test
    void allHaveAPlace() throws IOException {
        assertThat(plan("--workers=3", "--framework=" + ANALYTICS, "-Dmesos.constraints.rules=rack:MAX_PER:2"))
                .isZero();

        assertGolden("all-placed.txt");
    }

    @Test
    void whatIsOfferedToOthersMayBeLeftToThem() {
        var options = new String[] {"--json", "-Dmesos.constraints.rules=hostname:IS:a02.example"};

        assertThat(plan(
                        "-Dtaskmanager.memory.process.size=4g",
                        "-Dtaskmanager.numberOfTaskSlots=2",
                        options[0],
                        options[1]))
                .isZero();
        assertThat(plan(
                        "-Dtaskmanager.memory.process.size=4g",
                        "-Dtaskmanager.numberOfTaskSlots=2",
                        "--only-idle",
                        options[0],
                        options[1]))
                .isEqualTo(1);
    }

    @Test
    void workersThatRunCountForTheRules() throws IOException {
        plan(
                "--workers=1",
                "-Dmesos.constraints.rules=rack:UNIQUE and rack:IS:r2",
                "--framework=" + ANALYTICS,
                "--json");
        var reasons = new ObjectMapper().readTree(out.toString()).at("/agents/2/reasons");

        assertThat(reasons.toString()).contains("fails rack:UNIQUE (r2, 2 workers of 2)");
    }

    @Test
    void asManyWorkersAsFlinkStartsByItself() {
        plan("-Dslotmanager.number-of-slots.min=9");
        assertThat(out.toString()).contains(" of 3 workers placed");
    }

    @Test
    void theFilesOfAnAppmaster() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), """
                taskmanager.memory.process.size: 1g
                taskmanager.numberOfTaskSlots: 2
                mesos:
                  master: zk://zk1:2181/mesos
                  ssl.enabled: true
                  ssl.ca-file: /etc/pki/absent.pem
                  resourcemanager.framework.principal: flink
                  resourcemanager.framework.secret-file: /etc/flink/absent
                """);

        assertThat(run("plan", "--state", state(), "--configDir", folder.toString(), "-Dmesos.placement.policy=SPREAD"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("each takes 2 cpus, 1024 mem, 2 ports; role *; SPREAD");
    }

    @Test
    void standardInput() throws IOException {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(FILES.resolve("state.json"))));
        try {
            assertThat(run("plan", "--state=-", "-Dtaskmanager.memory.process.size=1g"))
                    .isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).startsWith("1 of 1 workers placed on 1 of 9 agents");
    }

    @Test
    void saysWhatIsWrongWithADump() throws IOException {
        assertThat(complaint("<html>401</html>"))
                .contains("is not JSON: ", "at line 1; get one with: curl -sL http://MASTER:5050/state > state.json");
        assertThat(complaint("")).contains("is empty; get one with: curl");
        assertThat(complaint("[1]")).contains("is JSON, but no state of a master: it has neither 'slaves'");
        assertThat(complaint("{\"attributes\":{},\"completed_frameworks\":[]}"))
                .contains("is the state of one agent, not that of a master");
        assertThat(complaint("{\"slaves\":[{\"hostname\":\"h\"}]}"))
                .contains("an agent has no 'id' or no 'resources': \"h\"");
        assertThat(complaint("{\"type\":\"GET_AGENTS\",\"get_agents\":7}"))
                .contains("is no answer to GET_STATE or GET_AGENTS");

        assertThat(run("plan", "--state=absent.json", "-Dtaskmanager.memory.process.size=1g"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("drey plan: there is no file absent.json");
    }

    @Test
    void aMasterThatKnowsNoAgentIsToldOf() throws IOException {
        var dump = folder.resolve("empty.json");
        Files.writeString(dump, "{\"slaves\":[]}");

        assertThat(run("plan", "--state", dump.toString(), "-Dtaskmanager.memory.process.size=1g"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("1 worker is not placed", "note: the dump has no agents; a master that");
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() {
        assertThat(plan("-Dmesos.constraint.rules=x:UNIQUE", "-Dmesos.resourcemanager.tasks.gpus=-1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("did you mean mesos.constraints.rules?")
                .contains("mesos.resourcemanager.tasks.gpus=-1: it is below zero");

        assertThat(plan("-Dtaskmanager.numberOfTaskSlot=4")).isEqualTo(2);
        assertThat(err.toString())
                .contains("-Dtaskmanager.numberOfTaskSlot: Flink has no such option;"
                        + " did you mean taskmanager.numberOfTaskSlots?");

        assertThat(plan("--workers=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--workers is 0: at least 1 is needed");

        assertThat(plan("--framework=other")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no framework other in the dump; there are " + ANALYTICS.replace("0002", "0001")
                        + " (kafka), ");

        assertThat(run("plan", "--state", state(), "--configDir", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is neither a config.yaml nor a flink-conf.yaml in");
    }

    @Test
    void saysWhatIsWrongWithAMaintenanceSchedule() throws IOException {
        assertThat(plan("--maintenance=" + FILES.resolve("state.json"))).isEqualTo(2);
        assertThat(err.toString()).contains("state.json is no maintenance schedule: it has no 'windows'");
    }

    private String complaint(String content) throws IOException {
        var dump = folder.resolve("dump.json");
        Files.writeString(dump, content);
        err.getBuffer().setLength(0);
        assertThat(run("plan", "--state", dump.toString(), "-Dtaskmanager.memory.process.size=1g"))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    private static String state() {
        return FILES.resolve("state.json").toString();
    }

    private int plan(String... more) {
        var arguments = new ArrayList<>(List.of(
                "plan",
                "--state",
                state(),
                "-Dmesos.resourcemanager.framework.role=flink",
                "-Dmesos.resourcemanager.framework.name=analytics"));
        if (List.of(more).stream().noneMatch(option -> option.startsWith("-Dtaskmanager.memory"))) {
            arguments.add("-Dtaskmanager.memory.process.size=14g");
            arguments.add("-Dtaskmanager.numberOfTaskSlots=4");
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return Drey.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void assertGolden(String name) throws IOException {
        if (Boolean.getBoolean("drey.write")) {
            Files.writeString(FILES.resolve(name), out.toString());
        }

        assertThat(FILES.resolve(name)).hasContent(out.toString());
    }
}
