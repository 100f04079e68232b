/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the access log says, as docs/security.md has it, and what it never says. */
@Tag("wire")
class AccessLogTest {
    private static final String CONTENT = "0123456789";

    private final Logger logger = (Logger) LogManager.getLogger(AccessLine.LOGGER);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Lines appender = new Lines();
    private Level before;
    private ArtifactServer server;

    @BeforeEach
    void start() throws IOException {
        before = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        server = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.random()));
    }

    @AfterEach
    void stop() {
        server.close();
        logger.removeAppender(appender);
        logger.setLevel(before);
    }

    @Test
    void hasALineForEachRequest() throws IOException {
        var path = secret().getRawPath();

        request("GET " + path);
        request("HEAD " + path);
        request("DELETE " + path);

        assertThat(told(3))
                .containsExactly(
                        "client=127.0.0.1 method=GET path=workers/w-1/keytab status=200 bytes=10 complete=true",
                        "client=127.0.0.1 method=HEAD path=workers/w-1/keytab status=200 bytes=0 complete=true",
                        "client=127.0.0.1 method=DELETE path=workers/w-1/keytab status=405 bytes=18 complete=true");
    }

    @Test
    void showsNoTokenAndNothingThatAStrangerChose() throws IOException {
        var path = secret().getRawPath();
        var token = path.split("/")[1];

        request("GET " + path + "?password=hush");
        request("GET " + path + "x");
        request("GET /" + token);
        request("HUSH " + path);
        request("hush " + token);

        assertThat(told(5)).hasSize(5).noneMatch(line -> line.contains(token) || line.contains("hush"));
        assertThat(told(5).get(1)).contains("path=unknown status=404");
        assertThat(told(5).get(3)).contains("method=other");
        assertThat(server.toString() + TokenSource.from(token)).doesNotContain(token);
    }

    private URI secret() {
        return server.addSecret("workers/w-1/keytab", () -> CONTENT.getBytes(StandardCharsets.US_ASCII));
    }

    /* Without the milliseconds it took, which differ. */
    private List<String> told(int count) {
        await().until(() -> lines.size() >= count);
        return lines.stream()
                .peek(line -> assertThat(line).containsPattern(" millis=\\d+ "))
                .map(line -> line.replaceFirst("millis=\\d+ ", ""))
                .toList();
    }

    private void request(String line) throws IOException {
        int number = lines.size() + 1;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
        await().until(() -> lines.size() >= number);
    }

    private final class Lines extends AbstractAppender {
        Lines() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
        }
    }
}
