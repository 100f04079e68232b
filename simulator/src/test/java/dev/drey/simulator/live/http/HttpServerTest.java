/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class HttpServerTest {
    private final EventLoopGroup threads = new NioEventLoopGroup(1);

    @AfterEach
    void endThreads() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"})
    void answersAClientThatWantsTheConnectionClosedAndClosesIt(String request) throws IOException {
        try (var server = HttpServer.open(threads, "127.0.0.1", 0, e -> e.respond(Response.text(200, "hello")))) {

            var answer = exchange(server.port(), request);

            assertThat(answer).contains(" 200 OK").endsWith("\r\n\r\nhello");
        }
    }

    @Test
    void sendsALongAnswerWholeBeforeItCloses() throws IOException {
        var text = "x".repeat(8 * 1024 * 1024);
        try (var server = HttpServer.open(threads, "127.0.0.1", 0, e -> e.respond(Response.text(200, text)))) {

            var answer = exchange(server.port(), "GET / HTTP/1.0\r\n\r\n");

            assertThat(answer.length()).isGreaterThan(text.length());
        }
    }

    private static String exchange(int port, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
