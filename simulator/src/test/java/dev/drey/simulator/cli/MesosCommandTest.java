/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("wire")
class MesosCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 5050 | did you mean --port?",
                "--resource=x | did you mean --resources?",
                "--quux | There is no option '--quux': --help shows what there is.",
                "--port abc | 'abc' is not an int",
                "--port 70000 | choose another --port",
                "--agents 0 | at least one agent",
                "--agents 35 | There are ports for 34 agents only",
                "--resources nonsense | write them like 'cpus:4;mem:8192;disk:20000;ports:[31000-31999]'",
                "--attributes nonsense | write them like 'rack:r1;zone:z1'",
                "--principal p | give both or none",
                "--principal p --secret a:b | choose another --secret",
                "--zk localhost:2181 | expected zk://host:2181/mesos",
                "--zk zk://a:1/m --embedded-zk | exclude each other"
            })
    void saysInOneSentenceWhatIsWrong(String arguments, String expected) {
        int status = run(arguments.split(" "));

        assertThat(status).isNotZero();
        assertThat(err.toString()).startsWith("drey mesos: ").contains(expected).containsOnlyOnce("\n");
    }

    @Test
    void namesABusyPort() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status = run("--port", String.valueOf(taken.getLocalPort()));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "choose another --port")
                    .containsOnlyOnce("\n");
        }
    }

    @Test
    void namesAnUnusableWorkDirectory() throws Exception {
        var file = Files.writeString(temp.resolve("file"), "");

        int status = run("--port", "0", "--work-dir", file.resolve("below").toString());

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("Cannot write to the work directory", "--work-dir");
    }

    @Test
    void explainsItself() {
        int status = run("--help");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Usage:", "--embedded-zk", "Ctrl-C");
    }

    private int run(String... arguments) {
        return MesosCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
