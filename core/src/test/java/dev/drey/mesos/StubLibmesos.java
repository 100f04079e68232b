/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * The other half of {@code stub_libmesos.c}: connects over HTTP, and behaves towards its user as libmesos does.
 *
 * <p>Compiled when it is asked for; without a C compiler the test that asks is skipped.
 */
public final class StubLibmesos {
    static final List<String> LIFE = new CopyOnWriteArrayList<>();

    private static final Map<Long, HttpMesos> CONNECTIONS = new ConcurrentHashMap<>();
    private static final Path SOURCE =
            Path.of(System.getProperty("drey.basedir"), "core/src/test/native/stub_libmesos.c");
    private static boolean isLoaded;

    private StubLibmesos() {}

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
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cc")));
    }

    static void opened(long pointer, String master, byte[] credential) throws Exception {
        LIFE.add("opened " + master);
        var pair = Optional.<Credential>empty();
        if (credential != null) {
            var parsed = Protos.Credential.parseFrom(credential);
            pair = Optional.of(new Credential(parsed.getPrincipal(), parsed.getSecret()));
        }
        var bridge = new Bridge(pointer);
        var http = new HttpMesos(new HttpMesos.Settings(master, pair, Optional.empty()), bridge, bridge);
        CONNECTIONS.put(pointer, http);
        http.start();
    }

    static void sent(long pointer, byte[] call) throws Exception {
        CONNECTIONS.get(pointer).send(Call.parseFrom(call));
    }

    static void reconnect(long pointer) {
        CONNECTIONS.get(pointer).reconnect();
    }

    static void finalized(long pointer) {
        LIFE.add("finalized");
        CONNECTIONS.remove(pointer).close();
    }

    private static native void connected(long pointer);

    private static native void disconnected(long pointer);

    private static native void received(long pointer, byte[] event);

    private record Bridge(long pointer) implements Scheduler, TransportListener {
        @Override
        public void connected(Mesos mesos) {
            StubLibmesos.connected(pointer);
        }

        @Override
        public void disconnected(Mesos mesos) {
            StubLibmesos.disconnected(pointer);
        }

        @Override
        public void received(Mesos mesos, Event event) {
            StubLibmesos.received(pointer, event.toByteArray());
        }

        @Override
        public void refused(int status, String message) {
            callRejected(Call.Type.SUBSCRIBE, status, message);
        }

        /* Those after which libmesos says nothing. */
        @Override
        public void callRejected(Call.Type type, int status, String message) {
            if (status != 307 && status != 404 && status != 503) {
                var event = Event.newBuilder().setType(Event.Type.ERROR);
                event.getErrorBuilder()
                        .setMessage("Received unexpected '" + status + " Refused' (" + message + ") for " + type);
                StubLibmesos.received(pointer, event.build().toByteArray());
            }
        }
    }
}
