/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, run as its user runs it: real processes, real Flink jobs. */
@Tag("wire")
class DemoIT {
    private static final Path BASE = Path.of(System.getProperty("drey.basedir"));
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    Path folder;

    @Test
    void survivesTheDeathOfItsAppmasterAndLeavesNothingBehind() throws Exception {
        Result result = run("demo", "--once", "--kill-appmaster", "--port", "0", "--rest-port", "0");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.lines("\\s+\\d+  \\w+")).containsExactlyElementsOf(countedByTheShell());
        assertThat(result.output())
                .contains("WindowJoin runs on two TaskManagers")
                .containsPattern("\\n  status +http://127\\.0\\.0\\.1:\\d+/\\n")
                .contains("is killed with SIGKILL")
                .containsPattern("restored from checkpoint \\d+ \\(file:")
                .contains("the same Mesos tasks are RUNNING")
                .contains("none was launched twice: 2 launches of 2 tasks in all");
        assertThat(processesOfTheDemo()).isEmpty();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void d18_aStandbyShowsTheLeadersClusterAndTakesAllItsWorkersOver() throws Exception {
        Result result = run("demo", "--once", "--standby", "--port", "0", "--rest-port", "0");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("shows the cluster of the leader")
                .contains("the leading appmaster (process")
                .containsPattern("the standby held all workers \\d+\\.\\d s after the death of the leader")
                .containsPattern("restored from checkpoint \\d+ \\(file:")
                .contains("none was launched twice: 2 launches of 2 tasks in all");
        assertThat(processesOfTheDemo()).isEmpty();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void runsTheSameAppmasterInAHomeOfFlink120() throws Exception {
        var before = filesOfFlink();
        Result result =
                run("demo", "--once", "--kill-appmaster", "--flink-version", "1.20", "--port", "0", "--rest-port", "0");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.lines("\\s+\\d+  \\w+")).containsExactlyElementsOf(countedByTheShell());
        assertThat(result.output())
                .containsPattern("Flink UI   http://127.0.0.1:\\d+ of Flink 1\\.20\\.\\d+")
                .containsPattern("restored from checkpoint \\d+ \\(file:")
                .contains("none was launched twice: 2 launches of 2 tasks in all");
        assertThat(processesOfTheDemo()).isEmpty();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(filesOfFlink()).as("what a killed appmaster leaves").isSubsetOf(before);
    }

    @Test
    void saysWhichVersionsOfFlinkItHas() throws Exception {
        Result result = run("demo", "--flink-version", "1.13");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("there is no Flink 1.13 here; choose one of 1.20, 2.3.")
                .doesNotContain("\tat ");
    }

    @Test
    void saysInOneSentenceThatItsWorkersAreTooBig() throws Exception {
        Result result = run("demo", "--once", "--worker-cpus", "5", "--port", "0", "--rest-port", "0");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("no TaskManager can be launched: 2 of 2 agents lack cpus: largest 4, wanted 5")
                .contains("--worker-cpus")
                .doesNotContain("\tat ");
        assertThat(processesOfTheDemo()).isEmpty();
    }

    @Test
    void suggestsTheOptionThatWasMeant() throws Exception {
        Result result = run("demo", "--onec");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("--onec").contains("--once").doesNotContain("\tat ");
    }

    private record Result(int exitCode, String output) {
        List<String> lines(String form) {
            return output.lines()
                    .filter(Pattern.compile(form).asMatchPredicate())
                    .map(line -> line.strip().replaceAll(" +", " "))
                    .toList();
        }
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Stream<String> java = Stream.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                BASE.resolve("harness/target/drey-harness.jar") + ":" + BASE.resolve("harness/target/lib") + "/*",
                "dev.drey.harness.cli.Drey");
        var builder = new ProcessBuilder(
                        Stream.concat(java, Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DREY_HOME", BASE.toString());
        Process demo = builder.start();
        try {
            demo.getOutputStream().close();
            assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the demo ends; it printed: %s", Files.readString(output))
                    .isTrue();
        } finally {
            demo.destroy();
            demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return new Result(demo.exitValue(), Files.readString(output));
    }

    /** The ten most frequent words by a plain shell count. */
    private static List<String> countedByTheShell() throws IOException, InterruptedException {
        String count = "tr '[:upper:]' '[:lower:]' | tr -cs 'a-z0-9_' '\\n' | grep . | sort | uniq -c"
                + " | sort -k1,1nr -k2 | head -n 10";
        Path text = BASE.resolve("harness/src/main/resources/demo/squirrel-nutkin.txt");
        Process shell = new ProcessBuilder("sh", "-c", count)
                .redirectInput(text.toFile())
                .start();
        String printed = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).isZero();
        return printed.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }

    private static List<Path> filesOfFlink() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("flink-"))
                    .toList();
        }
    }

    private List<String> processesOfTheDemo() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
