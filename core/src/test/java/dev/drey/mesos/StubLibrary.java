/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compiles {@code stub_libmesos.c} when a test asks for it; without a C compiler that test is skipped. */
public final class StubLibrary {
    private static final Path SOURCE =
            Path.of(System.getProperty("drey.basedir"), "core/src/test/native/stub_libmesos.c");
    private static boolean isLoaded;

    private StubLibrary() {}

    /** Loads the library into this process, which can be done once. */
    public static synchronized void load() throws Exception {
        if (!isLoaded) {
            var directory = Files.createTempDirectory("stub-libmesos");
            var library = compile(directory);
            var flaw = NativeLibrary.load(library.toString());
            Files.delete(library);
            Files.delete(directory);
            if (flaw.isPresent()) {
                throw new IllegalStateException(flaw.get().toString());
            }
            isLoaded = true;
        }
    }

    /** Compiles the library into this directory. */
    public static Path compile(Path directory) throws Exception {
        var include = Path.of(System.getProperty("java.home"), "include");
        assumeTrue(
                Files.isRegularFile(include.resolve("jni.h")),
                "skipped: no JNI headers, that is no JDK, in " + include);
        assumeTrue(hasCompiler(), "skipped: no C compiler; gcc and libc6-dev would do");
        var library = directory.resolve("libmesos.so");
        var compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-pthread",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-I" + include,
                        "-I" + include.resolve("linux"),
                        "-o",
                        library.toString(),
                        SOURCE.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("cannot compile " + SOURCE);
        }
        return library;
    }

    private static boolean hasCompiler() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc")));
    }
}
