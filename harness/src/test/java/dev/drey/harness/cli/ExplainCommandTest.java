/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer appmaster;
    private String url;

    @BeforeEach
    void start() throws IOException {
        appmaster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/explain.txt", "default: 1 of 2 workers wait: 1 agent lacks cpus\n");
        answer("/explain", "{\"waiting\" : []}");
        appmaster.start();
        url = "http://127.0.0.1:" + appmaster.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        appmaster.stop(0);
    }

    @Test
    void printsWhatTheAppmasterSays() {
        assertThat(explain(url)).isZero();
        assertThat(out).hasToString("default: 1 of 2 workers wait: 1 agent lacks cpus" + System.lineSeparator());
    }

    @Test
    void printsJson() {
        assertThat(explain("--json", url + "/")).isZero();
        assertThat(out).hasToString("{\"waiting\" : []}" + System.lineSeparator());
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        assertThat(explain("appmaster:80")).isEqualTo(1);
        assertThat(err.toString()).contains("appmaster:80 is no address of an appmaster");

        assertThat(explain(url + "/other")).isEqualTo(1);
        assertThat(err.toString()).contains("/other/explain.txt answers with status 404");

        appmaster.stop(0);
        assertThat(explain(url)).isEqualTo(1);
        assertThat(err.toString()).contains("nothing answers at " + url + "/explain.txt");
    }

    private void answer(String path, String body) {
        appmaster.createContext(path, exchange -> {
            try (exchange) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? 200 : 404, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private int explain(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Drey.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
