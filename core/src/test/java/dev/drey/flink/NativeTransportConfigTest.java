/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.mesos.StubLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that would make libmesos end the process is told before, in one sentence each. */
@Tag("unit")
class NativeTransportConfigTest {
    private static final String LIBRARY = MasterConfig.LIBRARY;

    @TempDir
    private Path directory;

    private final Map<String, String> options =
            new TreeMap<>(Map.of("mesos.transport", "native", "mesos.master", "localhost:5050"));
    private final Map<String, String> environment = new TreeMap<>(Map.of("LIBPROCESS_IP", "127.0.0.1"));

    @Test
    void isReadWithAGoodLibrary() throws Exception {
        StubLibrary.load();
        environment.put(LIBRARY, StubLibrary.compile(directory).toString());

        var config = AppmasterConfig.read(LaunchedWorker.configuration(options), environment);

        assertThat(config.master().transport()).isEqualTo(MesosOptions.Transport.NATIVE);
        assertThat(config.master().tls()).isEmpty();
    }

    @Test
    void wantsALibrary() {
        assertThat(problems())
                .containsExactly("MESOS_NATIVE_JAVA_LIBRARY: mesos.transport is NATIVE, and this environment variable"
                        + " does not name the library; export it, for instance as /usr/lib/libmesos.so, or do without"
                        + " libmesos: mesos.transport: HTTP");
    }

    @Test
    void saysWhatIsWrongWithTheLibrary() {
        environment.put(LIBRARY, "/no/such/libmesos.so");

        assertThat(problems())
                .containsExactly("MESOS_NATIVE_JAVA_LIBRARY=/no/such/libmesos.so: there is no such file; name the"
                        + " libmesos.so of Mesos 1.11 or clusterd for this machine");
    }

    @Test
    void looksAtTheEnvironmentOfLibprocess() {
        environment.put(LIBRARY, "/no/such/libmesos.so");
        environment.put("LIBPROCESS_IP", "192.0.2.1");
        environment.put("LIBPROCESS_PORT", "high");

        assertThat(problems()).hasSize(3).anyMatch(text -> text.startsWith("LIBPROCESS_IP=192.0.2.1: libmesos cannot"));
        assertThat(problems()).anyMatch(text -> text.startsWith("LIBPROCESS_PORT=high: it is no port"));

        environment.put("LIBPROCESS_IP", "appmaster.example");
        environment.put("LIBPROCESS_PORT", "65536");

        assertThat(problems()).hasSize(3);
    }

    @Test
    void takesNoTlsOptions() {
        environment.put(LIBRARY, "/no/such/libmesos.so");
        options.put("mesos.ssl.enabled", "true");
        options.put("mesos.ssl.ca-file", "/etc/ca.pem");

        assertThat(problems())
                .filteredOn(text -> text.contains("LIBPROCESS_SSL_*"))
                .hasSize(2);
    }

    @Test
    void takesNoAddressThatOnlyHttpKnows() {
        environment.put(LIBRARY, "/no/such/libmesos.so");
        options.put("mesos.master", "https://localhost:5050");

        assertThat(problems()).anyMatch(text -> text.startsWith("mesos.master=https://localhost:5050: libmesos takes"));
    }

    @Test
    void looksAtNothingOfThisOverHttp() throws Exception {
        options.put("mesos.transport", "http");
        environment.put("LIBPROCESS_IP", "192.0.2.1");
        environment.put(LIBRARY, "/no/such/libmesos.so");

        var config = AppmasterConfig.read(LaunchedWorker.configuration(options), environment);

        assertThat(config.master().transport()).isEqualTo(MesosOptions.Transport.HTTP);
    }

    private List<String> problems() {
        try {
            AppmasterConfig.read(LaunchedWorker.configuration(options), environment);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems().stream().map(ConfigProblem::toString).toList();
        }
    }
}
