/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The application master with {@code mesos.transport: native}, and a stand-in for libmesos: what stands in lib/ and
 * bin/ is what a real one would meet.
 */
@Tag("wire")
class NativeTransportIT extends ScriptsOnMesos {

    NativeTransportIT() throws IOException {
        super(Distribution.find(BASE));
    }

    @Test
    void aSessionRunsAJobAndEnds() throws Exception {
        configure("config.yaml");
        environment.put("MESOS_NATIVE_JAVA_LIBRARY", standInForLibmesos().toString());
        environment.put("LIBPROCESS_IP", "127.0.0.1");
        var session = run("session", sessionOver("native"));
        awaitThat("the session is up", () -> answers() || !session.isAlive());
        assertThat(session.isAlive()).as(output("session")).isTrue();

        var job = run(
                "job",
                List.of(
                        script("flink"),
                        "run",
                        "--target",
                        "remote",
                        "-Drest.address=127.0.0.1",
                        flink.example("WordCount").toString()),
                wordCount());

        assertThat(exitCode(job)).as(output("job")).isZero();
        assertThatWordsAreCounted();
        assertThat(output("session")).contains("libmesos.so version=1.11.0");
        assertThat(exitCode(run("stop", script("mesos-appmaster.sh"), "--stop")))
                .as(output("stop"))
                .isZero();
        assertThat(exitCode(session)).as(output("session")).isZero();
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    @Test
    void aLibraryThatCannotBeLoadedIsOneSentence() throws Exception {
        configure("config.yaml");
        var needed = folder.resolve("libneeded.so");
        compile(needed, "-xc", "/dev/null");
        var library = standInForLibmesos("-Wl,--no-as-needed", needed.toString());
        Files.delete(needed);
        environment.put("MESOS_NATIVE_JAVA_LIBRARY", library.toString());

        assertThat(refusal())
                .startsWith("MESOS_NATIVE_JAVA_LIBRARY=" + library + ": it cannot be loaded: ")
                .contains("libneeded.so: cannot open shared object file")
                .endsWith("`ldd " + library + "` shows which libraries it misses");
    }

    @Test
    void noLibraryIsOneSentence() throws Exception {
        configure("config.yaml");

        assertThat(refusal())
                .startsWith("MESOS_NATIVE_JAVA_LIBRARY: mesos.transport is NATIVE, and this environment variable does"
                        + " not name the library");
    }

    /** The only problem with the configuration, of which it is told at the end. */
    private String refusal() throws Exception {
        var session = run("session", sessionOver("native"));
        assertThat(exitCode(session)).isEqualTo(1);
        var lines = output("session").lines().toList();
        int last = lines.lastIndexOf("Cannot start: the configuration has 1 problem:");
        assertThat(last).as(output("session")).isNotNegative();
        return lines.get(last + 1).strip().replaceFirst("^[-*] ", "");
    }

    private String[] sessionOver(String transport) {
        return new String[] {
            script("mesos-appmaster.sh"),
            "-Dmesos.master=" + master(),
            "-Dmesos.transport=" + transport,
            "-Djobmanager.rpc.address=127.0.0.1",
            "-Dmesos.resourcemanager.framework.user=" + USER
        };
    }

    /** Compiles the stand-in, and puts its Java half on the class path, the only thing that is not as in production. */
    private Path standInForLibmesos(String... options) throws IOException, InterruptedException {
        var library = folder.resolve("libmesos.so");
        compile(
                library,
                Stream.concat(
                                Stream.of(BASE.resolve("core/src/test/native/stub_libmesos.c")
                                        .toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
        var compiled = BASE.resolve("core/target/test-classes/dev/drey/mesos");
        var classes = Files.createDirectories(folder.resolve("classes/dev/drey/mesos"));
        for (var name : List.of("StubLibmesos.class", "StubLibmesos$Bridge.class")) {
            Files.copy(compiled.resolve(name), classes.resolve(name));
        }
        environment.put("HADOOP_CLASSPATH", folder.resolve("classes").toString());
        return library;
    }

    private static void compile(Path library, String... sources) throws IOException, InterruptedException {
        var include = Path.of(System.getProperty("java.home"), "include");
        assumeTrue(Files.isRegularFile(include.resolve("jni.h")), "skipped: no JNI headers in " + include);
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc"))),
                "skipped: no C compiler; gcc and libc6-dev would do");
        var command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-pthread", "-o", library.toString()));
        command.addAll(List.of("-I" + include, "-I" + include.resolve("linux")));
        command.addAll(List.of(sources));
        var compiler = new ProcessBuilder(command).inheritIO().start();
        assertThat(compiler.waitFor()).isZero();
    }
}
