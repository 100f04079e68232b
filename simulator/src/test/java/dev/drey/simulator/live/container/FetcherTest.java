/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drey.simulator.live.container.ContainerRig.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.CommandInfo.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class FetcherTest {
    @TempDir
    Path directory;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private HttpServer server;
    private ContainerRig rig;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.createContext("/", this::serve);
        server.start();
        rig = new ContainerRig(Files.createDirectory(directory.resolve("work")));
    }

    @AfterEach
    void stop() {
        rig.close();
        released.countDown();
        server.stop(0);
        serving.shutdownNow();
    }

    @Test
    void downloadsBeforeTheCommandStartsAndSaysSoInStderr() {
        served.put("/data.txt", bytes("hello"));

        var task = fetch("cat data.txt", uri("/data.txt")).awaitEvent("exited");

        assertThat(task.events()).containsExactly("started", "exited 0");
        assertThat(task.file("stdout")).isEqualTo("hello");
        assertThat(task.file("stderr")).contains("Fetched '" + url("/data.txt") + "'");
    }

    @Test
    void keepsTheQueryInTheFileName() {
        served.put("/data.txt", bytes("hello"));

        var task = fetch("cat 'data.txt?a=1&b=2'", uri("/data.txt?a=1&b=2")).awaitEvent("exited 0");

        assertThat(task.file("stdout")).isEqualTo("hello");
    }

    @Test
    @DisplayName("C339 a missing file fails the launch")
    void aMissingResourceFailsTheLaunchAndNamesTheUriAndTheStatus() {
        var task = fetch("true", uri("/nosuch")).awaitEvent("launch failed");

        assertThat(task.events())
                .containsExactly("launch failed: Failed to fetch '" + url("/nosuch")
                        + "': the server answered with HTTP status 404");
    }

    @Test
    void aServerThatIsNotThereFailsTheLaunch() {
        var task =
                fetch("true", URI.newBuilder().setValue("http://127.0.0.1:1/x")).awaitEvent("launch failed");

        assertThat(task.events().get(0)).contains("http://127.0.0.1:1/x").contains("nothing answers at 127.0.0.1:1");
    }

    @Test
    @DisplayName("C338 local files are copied")
    void copiesLocalFiles() throws IOException {
        var file = Files.writeString(directory.resolve("local.txt"), "here");

        var plain =
                fetch("cat local.txt", URI.newBuilder().setValue(" " + file)).awaitEvent("exited 0");
        var url = fetch("cat local.txt", URI.newBuilder().setValue("file://" + file))
                .awaitEvent("exited 0");

        assertThat(plain.file("stdout")).isEqualTo("here");
        assertThat(url.file("stdout")).isEqualTo("here");
    }

    @Test
    void refusesWhatItCannotFetch() {
        for (var value : new String[] {"relative/x", "hdfs://n/x", "http://host", "http://h/a'b", "/no/such/file"}) {
            var task = fetch("true", URI.newBuilder().setValue(value)).awaitEvent("launch failed");

            assertThat(task.events().get(0)).contains("'" + value + "': ");
        }
    }

    @Test
    @DisplayName("C338 an output file goes into its sub directory")
    void putsAnOutputFileWhereItIsWanted() {
        served.put("/x", bytes("out"));

        fetch("test \"$(cat deep/er/name)\" = out", uri("/x").setOutputFile("deep/er/name"))
                .awaitEvent("exited 0");
    }

    @Test
    @DisplayName("C338 an absolute output file fails the launch")
    void refusesAnOutputFileOutsideTheSandbox() {
        served.put("/x", bytes("out"));

        for (var output : new String[] {"/tmp/evil", "../evil", "a/../../evil", "."}) {
            fetch("true", uri("/x").setOutputFile(output)).awaitEvent("launch failed");
        }
    }

    @Test
    void makesExecutablesExecutableAndDoesNotUnpackThem() {
        served.put("/run.tgz", bytes("#!/bin/sh\necho ran\n"));

        var task = fetch("./run.tgz", uri("/run.tgz").setExecutable(true)).awaitEvent("exited 0");

        assertThat(task.file("stdout")).isEqualTo("ran\n");
    }

    @Test
    void unpacksTarArchivesWithModesAndLinks() throws IOException {
        served.put("/a.tgz", gzip(tar()));
        served.put("/b.tar.bz2", bzip2(tar()));
        served.put("/c.tar", tar());

        for (var name : new String[] {"/a.tgz", "/b.tar.bz2", "/c.tar"}) {
            var task = fetch("./bin/link; stat -c %a bin/run; test -f ." + name, uri(name))
                    .awaitEvent("exited");

            assertThat(task.events()).contains("exited 0");
            assertThat(task.file("stdout")).isEqualTo("ran\n750\n");
        }
    }

    @Test
    void leavesAnArchiveAloneIfToldSo() throws IOException {
        served.put("/a.tgz", gzip(tar()));

        fetch("test -f a.tgz -a ! -e bin", uri("/a.tgz").setExtract(false)).awaitEvent("exited 0");
    }

    @Test
    void unpacksZipAndGzip() throws IOException {
        served.put("/a.zip", zip());
        served.put("/b.txt.gz", gzip(bytes("plain")));

        var task =
                fetch("./dir/run; cat b.txt", uri("/a.zip"), uri("/b.txt.gz")).awaitEvent("exited 0");

        assertThat(task.file("stdout")).isEqualTo("ran\nplain");
    }

    @Test
    void refusesArchivesThatLeadOutOfTheSandbox() throws IOException {
        served.put("/dots.tar", tarOf("../../evil", "x"));
        served.put("/link.tar", tarThroughLink());

        for (var name : new String[] {"/dots.tar", "/link.tar"}) {
            var task = fetch("true", uri(name)).awaitEvent("launch failed");

            assertThat(task.events().get(0)).contains("outside");
        }
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void fetchesACachedUriOnce() throws IOException {
        served.put("/a.tgz", gzip(tar()));

        fetch("./bin/run && ! test -e a.tgz", uri("/a.tgz").setCache(true)).awaitEvent("exited 0");
        fetch("./bin/run && ! test -e a.tgz", uri("/a.tgz").setCache(true)).awaitEvent("exited 0");

        assertThat(downloads).hasValue(1);
    }

    @Test
    void destroyingAContainerAbortsItsFetchInSilence() throws InterruptedException {
        var task = fetch("true", uri("/hang"));
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

        task.container().destroy();
        fetch("true").awaitEvent("exited 0");
        rig.containers.close();

        assertThat(task.events()).isEmpty();
    }

    private Running fetch(String command, URI.Builder... uris) {
        var info = CommandInfo.newBuilder().setValue(command);
        for (var uri : uris) {
            info.addUris(uri);
        }
        return rig.launch(info.build());
    }

    private URI.Builder uri(String path) {
        return URI.newBuilder().setValue(url(path));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var content = served.get(path);
        if (path.equals("/hang")) {
            hanging.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tar() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            add(tar, "bin/run", 0750, "#!/bin/sh\necho ran\n");
            var link = new TarArchiveEntry("bin/link", TarConstants.LF_SYMLINK);
            link.setLinkName("run");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private static byte[] tarOf(String name, String content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            add(tar, name, 0644, content);
        }
        return out.toByteArray();
    }

    private byte[] tarThroughLink() throws IOException {
        var elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            var link = new TarArchiveEntry("away", TarConstants.LF_SYMLINK);
            link.setLinkName(elsewhere.toString());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            add(tar, "away/new/file", 0644, "x");
        }
        return out.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, int mode, String content) throws IOException {
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(bytes(content).length);
        tar.putArchiveEntry(entry);
        tar.write(bytes(content));
        tar.closeArchiveEntry();
    }

    private static byte[] zip() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            var entry = new ZipArchiveEntry("dir/run");
            entry.setUnixMode(0755);
            zip.putArchiveEntry(entry);
            zip.write(bytes("#!/bin/sh\necho ran\n"));
            zip.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var bzip2 = new BZip2CompressorOutputStream(out)) {
            bzip2.write(content);
        }
        return out.toByteArray();
    }
}
