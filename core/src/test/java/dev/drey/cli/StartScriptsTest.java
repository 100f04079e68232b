/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, run with a java that does the sums of Drey but prints what else it was to run. */
@Tag("wire")
class StartScriptsTest {
    private static final Path SCRIPTS = Path.of(System.getProperty("drey.basedir"), "core/src/main/dist/bin");
    private static final String JAVA = """
            #!/bin/bash
            case "$*" in
                *dev.drey.cli.ProcessOptions*)
                    while [ "$1" != dev.drey.cli.ProcessOptions ]; do shift; done
                    exec "%1$s" -XX:TieredStopAtLevel=1 -cp "%2$s" "$@"
                    ;;
                -version) exec "%1$s" -version ;;
            esac
            printf '<%%s>\\n' "$@"
            """;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void aFlinkHome() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (var script : scripts.toList()) {
                Files.createDirectories(home.resolve("bin"));
                Files.copy(script, home.resolve("bin").resolve(script.getFileName()));
            }
        }
        write("lib/flink-runtime-2.3.0.jar", "");
        write("lib/drey-0.1.jar", "");
        var java = write(
                "jdk/bin/java",
                JAVA.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path")));
        java.toFile().setExecutable(true);
        environment.put("JAVA_HOME", home.resolve("jdk").toString());
    }

    @Test
    void d13_theMemoryOfTheAppmasterIsThatOfTheConfiguration() throws Exception {
        write("conf/config.yaml", "jobmanager.memory.process.size: 1600m\n");

        var configured = run("mesos-appmaster.sh");
        var overruled = run("mesos-appmaster.sh", "-Djobmanager.memory.process.size=800m");

        assertThat(configured.lines()).contains("<-Xmx1073741824>", "<-Xms1073741824>");
        assertThat(overruled.lines())
                .contains("<-Xmx234881024>", "<-Djobmanager.memory.heap.size=234881024b>")
                .contains("<-Djobmanager.memory.process.size=800m>");
    }

    @Test
    void readsTheOldConfigurationFileToo() throws Exception {
        write("conf/flink-conf.yaml", "jobmanager.memory.process.size: 800m # small\n");

        assertThat(run("mesos-appmaster.sh").lines()).contains("<-Xmx234881024>");
    }

    @Test
    void refusesAHomeWithTwoVersionsOfFlink() throws Exception {
        write("lib/flink-runtime-1.20.4.jar", "");

        var run = run("mesos-appmaster.sh");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .contains("there are several flink-runtime jars in ")
                .endsWith("; leave one version of Flink");
    }

    @Test
    void d17_theLocalHostNameNeedNotBeKnown() throws Exception {
        write("conf/config.yaml", "jobmanager.memory.process.size: 800m\n");
        var hostname = write("nobin/hostname", "#!/bin/sh\necho 'hostname: Name or service not known' >&2\nexit 1\n");
        hostname.toFile().setExecutable(true);
        environment.put("PATH", hostname.getParent() + ":" + System.getenv("PATH"));

        var run = run("mesos-appmaster.sh", "-Djobmanager.rpc.address=10.0.0.1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).contains("<-Djobmanager.rpc.address=10.0.0.1>");
    }

    @ParameterizedTest
    @CsvSource({
        "mesos-appmaster.sh, dev.drey.flink.MesosSessionClusterEntrypoint",
        "mesos-appmaster-application.sh, dev.drey.flink.MesosApplicationClusterEntrypoint",
        "mesos-appmaster-job.sh, dev.drey.flink.MesosJobClusterEntrypoint",
    })
    void d21_passArgumentsOnAsTheyAre(String script, String main) throws Exception {
        write("conf/config.yaml", "jobmanager.memory.process.size: 800m\n");
        var hostile = "-Dk=\"; touch x # $(touch y) `touch z` 'q' * \u00e9";

        var lines = run(script, hostile, "-D", "a=b c").lines();

        assertThat(lines).contains("<" + main + ">");
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .containsExactly("<" + hostile + ">", "<-D>", "<a=b c>");
    }

    @Test
    void aJarIsAnApplicationWhicheverScriptItIsGivenTo() throws Exception {
        write("conf/config.yaml", "jobmanager.memory.process.size: 800m\n");

        var lines = run("mesos-appmaster-job.sh", "--jar", "my.jar").lines();

        assertThat(lines)
                .contains("mesos-appmaster-job.sh: that is what mesos-appmaster-application.sh does, going on with it")
                .contains("<dev.drey.flink.MesosApplicationClusterEntrypoint>")
                .endsWith("<--jar>", "<my.jar>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mesos-appmaster.sh", "mesos-appmaster-application.sh", "mesos-appmaster-job.sh", "drey-jobgraph"
            })
    void helpNeedsNothingToBeInstalled(String script) throws Exception {
        environment.put("JAVA_HOME", "/nowhere");

        var run = run(script, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).startsWith("Usage: " + script);
    }

    @Test
    void d19_saysWhatIsWrongInOneLine() throws Exception {
        write("conf/config.yaml", "jobmanager.memory.process.size: 1 mb\n");
        var memory = run("mesos-appmaster.sh");
        environment.put("JAVA_HOME", "/nowhere");
        var java = run("mesos-appmaster.sh");

        assertThat(memory.exitCode()).isEqualTo(1);
        assertThat(memory.lines()).singleElement().asString().startsWith("Cannot start: ");
        assertThat(java.exitCode()).isEqualTo(1);
        assertThat(java.lines())
                .singleElement()
                .asString()
                .contains("there is no /nowhere/bin/java; set env.java.home");
    }

    @Test
    void stopsAClusterByTheOptionsItWasStartedWith() throws Exception {
        write("conf/config.yaml", "");

        assertThat(run("mesos-appmaster.sh", "--stop", "-Drest.port=8082").lines())
                .contains("<dev.drey.cli.StopCluster>")
                .endsWith("<--configDir>", "<" + home.resolve("conf") + ">", "<-Drest.port=8082>");
    }

    @Test
    void theClientOfFlinkIsGivenTheOldFileInTheFormOfTheNewOne() throws Exception {
        write("conf/flink-conf.yaml", "rest.port: 8082\nquote: it's  # comment\n");
        write(
                "jdk/bin/java",
                "#!/bin/bash\n[ \"$1\" = -version ] && exec java -version\ncat \"$FLINK_CONF_DIR/config.yaml\"\n");
        environment.put("FLINK_CONF_DIR", home.resolve("conf").toString());

        assertThat(run("flink", "list").lines()).containsExactlyInAnyOrder("rest.port: '8082'", "quote: 'it''s'");
    }

    private Path write(String name, String content) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private record Run(int exitCode, List<String> lines) {}

    private Run run(String script, String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(script).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.environment().remove("FLINK_CONF_DIR");
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }
}
