/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.TestTls;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory outside the heap it takes to give a large file to many at once. */
@Tag("wire")
class ArtifactMemoryTest {
    private static final int CLIENTS = 16;
    private static final long MEGABYTE = 1 << 20;
    private static final long FILE = 32 * MEGABYTE;

    @TempDir
    private Path dir;

    private final AtomicLong most = new AtomicLong();

    @Test
    void takesNextToNothingWithoutEncryption() throws Exception {
        assertThat(mostWhileAllDownload(Optional.empty())).isLessThan(16 * MEGABYTE);
    }

    @Test
    void takesLittleWithEncryption() throws Exception {
        assertThat(mostWhileAllDownload(Optional.of(TestTls.context(dir)))).isLessThan(32 * MEGABYTE);
    }

    private long mostWhileAllDownload(Optional<SSLContext> tls) throws Exception {
        var secure = tls.map(context -> new ArtifactServer.Tls(context, false));
        var loopback = InetAddress.getLoopbackAddress();
        var settings = new ArtifactServer.Settings(
                loopback, List.of(0), AdvertisedAddress.of("127.0.0.1"), secure, TokenSource.random());
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try (var server = ArtifactServer.start(settings)) {
            var uri = server.addSecret("big", bigFile());
            long before = directMemory();
            Callable<Long> client = () -> download(tls, server.port(), uri);
            var downloads = threads.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(i -> client).toList());
            for (var download : downloads) {
                assertThat(download.get(60, TimeUnit.SECONDS)).isGreaterThan(FILE);
            }
            return most.get() - before;
        } finally {
            threads.shutdownNow();
        }
    }

    private long download(Optional<SSLContext> tls, int port, URI uri) throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var socket = tls.isPresent()
                ? tls.get().getSocketFactory().createSocket(loopback, port)
                : new Socket(loopback, port)) {
            socket.getOutputStream()
                    .write(("GET " + uri.getRawPath() + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return count(socket.getInputStream());
        }
    }

    private long count(InputStream in) throws Exception {
        long count = 0;
        var buffer = new byte[256 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count += n;
            most.accumulateAndGet(directMemory(), Math::max);
        }
        return count;
    }

    /* Of the whole process, so that of the clients counts as well. */
    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private Path bigFile() throws Exception {
        var file = dir.resolve("big");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(FILE);
        }
        return file;
    }
}
