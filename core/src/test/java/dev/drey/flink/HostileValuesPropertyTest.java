/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.apache.flink.configuration.GlobalConfiguration;

/** Whatever is written into an option is data to the worker: a real shell runs the command that agents are given. */
@Tag("unit")
class HostileValuesPropertyTest {
    private static final String STUB = """
            #!/bin/sh
            cp "$FLINK_CONF_DIR/config.yaml" arrived.yaml
            printf '%s' "$API_TOKEN" >token
            printf '%s' "$GREETING" >greeting
            printf '%s' "$#" >arguments
            """;

    @Property(tries = 150)
    @Label("D21: any value of any option arrives unchanged in the configuration of the worker, and runs nothing")
    void anyValueArrivesUnchanged(@ForAll("values") String value, @ForAll("keys") String key) throws Exception {
        var sandbox = Files.createTempDirectory("sandbox");
        try {
            var worker = LaunchedWorker.with(Map.of(key, value, "mesos.resourcemanager.tasks.hostname", "h-" + value));

            run(worker, sandbox);

            var arrived = load(sandbox.resolve("arrived.yaml"));
            assertThat(arrived).containsEntry(key, value).containsEntry("taskmanager.host", ("h-" + value).strip());
            assertThat(sandbox.resolve("arguments")).hasContent("0");
            assertThat(names(sandbox)).containsExactly("arguments", "arrived.yaml", "bin", "conf", "greeting", "token");
        } finally {
            delete(sandbox);
        }
    }

    @Property(tries = 80)
    @Label("D20: secret variables arrive unchanged, and Mesos is not told them")
    void anySecretVariableArrivesUnchanged(@ForAll("values") String value) throws Exception {
        var sandbox = Files.createTempDirectory("sandbox");
        try {
            var worker = LaunchedWorker.with(Map.of(
                    "containerized.taskmanager.env.API_TOKEN", "secret " + value,
                    "containerized.taskmanager.env.GREETING", "hello " + ascii(value)));

            run(worker, sandbox);

            assertThat(Files.readString(sandbox.resolve("token"))).isEqualTo("secret " + value);
            assertThat(Files.readString(sandbox.resolve("greeting"))).isEqualTo("hello " + ascii(value));
            assertThat(worker.environment()).containsKey("GREETING").doesNotContainKey("API_TOKEN");
        } finally {
            delete(sandbox);
        }
    }

    @Property(tries = 2)
    @Label("D21: any option of the JVM arrives unchanged")
    void anyOptionOfTheJvmArrivesUnchanged(@ForAll("manyValues") List<String> values) throws Exception {
        var file = Files.createTempFile("java", ".args");
        try {
            var arguments = new ArrayList<String>();
            for (int index = 0; index < values.size(); index++) {
                arguments.add("-Dp" + index + "=" + values.get(index));
            }
            Files.write(file, JavaArgumentFile.of(arguments));

            assertThat(propertiesOfAJvm(file, values.size())).isEqualTo(values);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> values() {
        var hostile = Arbitraries.of(
                "\"; touch /tmp/x #",
                "'; touch x; '",
                "$(touch x)",
                "`touch x`",
                "a\nb: c\n- d",
                "\t tab and blanks ",
                "$HOME ${HOME} %PATH% !1 *",
                "[1, 2]",
                "{a: b}",
                "null",
                "~",
                "0x1F",
                "1e3",
                "007",
                "true",
                "---",
                "# no comment",
                "key: value",
                "- item",
                "&anchor *alias !!tag",
                "|",
                ">",
                "\u00e9\u4e2d\ud83d\udc3f",
                "\u2028\u0085\ufeff",
                "\\n\\\\\\",
                "a,b;c:d",
                "@file");
        var parts = Arbitraries.of(
                "'",
                "\"",
                "\\",
                "$",
                "(",
                ")",
                "`",
                ";",
                "&",
                "|",
                "\n",
                "\t",
                " ",
                "#",
                ":",
                ": ",
                "{",
                "}",
                "[",
                "]",
                ",",
                "*",
                "?",
                "~",
                "!",
                "%",
                "@",
                "=",
                "-",
                "<",
                ">",
                "a",
                "1",
                "\u00df",
                "\ud83d\udc3f");
        var built = parts.list().ofMinSize(1).ofMaxSize(12).map(list -> String.join("", list));
        return Arbitraries.oneOf(hostile, built).filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<List<String>> manyValues() {
        return values().list().ofSize(60);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("some.key", "s3.secret-key", "metrics.reporter.x.arg", "akka.ask", "user.option");
    }

    private static void run(LaunchedWorker worker, Path sandbox) throws IOException, InterruptedException {
        Files.createDirectories(sandbox.resolve("conf"));
        for (var uri : worker.task.getCommand().getUrisList()) {
            Files.write(sandbox.resolve(uri.getOutputFile()), worker.file(uri.getOutputFile()));
        }
        var stub = Files.createDirectories(sandbox.resolve("bin")).resolve("mesos-taskmanager.sh");
        Files.writeString(stub, STUB);
        stub.toFile().setExecutable(true);
        var builder = new ProcessBuilder(
                        "/bin/sh", "-c", worker.task.getCommand().getValue())
                .directory(sandbox.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(worker.environment());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Map<String, String> load(Path yaml) throws IOException {
        var directory = Files.createDirectory(yaml.resolveSibling("loaded"));
        Files.copy(yaml, directory.resolve("config.yaml"));
        var loaded = GlobalConfiguration.loadConfiguration(directory.toString()).toMap();
        delete(directory);
        return loaded;
    }

    private static List<String> propertiesOfAJvm(Path argumentFile, int count)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "@" + argumentFile,
                        "-cp",
                        System.getProperty("drey.basedir") + "/core/target/test-classes",
                        PropertyPrinter.class.getName(),
                        String.valueOf(count))
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .map(line -> new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8))
                .toList();
    }

    /** A program that prints its system properties p0, p1, ... in Base64. */
    public static final class PropertyPrinter {
        public static void main(String[] args) {
            for (int index = 0; index < Integer.parseInt(args[0]); index++) {
                var value = System.getProperty("p" + index).getBytes(StandardCharsets.UTF_8);
                System.out.println(Base64.getEncoder().encodeToString(value));
            }
        }
    }

    /* The variables of a process of this JVM are limited to the characters of its locale; those of Mesos are not. */
    private static String ascii(String text) {
        return text.replaceAll("[^\\x00-\\x7f]", "?");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
