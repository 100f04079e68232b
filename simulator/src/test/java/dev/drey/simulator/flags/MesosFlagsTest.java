/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class MesosFlagsTest {
    private static final Map<String, String> KNOWN =
            Map.of("work_dir", "", "zk", "", "port", "", "agent_ping_timeout", "", "root_submissions", "");

    @TempDir
    private Path directory;

    @Test
    void theCommandLineWinsOverTheEnvironmentAndOtherVariablesDoNotMatter() throws Exception {
        var environment = Map.of("MESOS_WORK_DIR", "/env", "MESOS_PORT", "1", "MESOS_SANDBOX", "/x", "PORT", "9");

        var flags = read(environment, "--port=5050", "--no-root_submissions", "--log_dir=/tmp");

        assertThat(flags.text("work_dir")).contains("/env");
        assertThat(flags.integer("port")).contains(5050);
        assertThat(flags.isTrue("root_submissions", true)).isFalse();
        assertThat(flags.withoutEffect()).containsExactly("--log_dir");
    }

    @Test
    void aValueMayBeInAFile() throws Exception {
        var file = Files.writeString(directory.resolve("zk"), "zk://h:2181/mesos\n");

        assertThat(read(Map.of(), "--zk=file://" + file).text("zk")).contains("zk://h:2181/mesos");
    }

    @Test
    void durationsHaveTheUnitsOfMesos() throws Exception {
        assertThat(read(Map.of(), "--agent_ping_timeout=1.5mins").duration("agent_ping_timeout"))
                .contains(Duration.ofSeconds(90));
        assertThat(DurationText.print(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(DurationText.parse("2weeks")).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void whatIsWrongIsToldInASentence() {
        assertThatThrownBy(() -> read(Map.of(), "--prot=1"))
                .hasMessage("There is no flag '--prot=1': --help shows all flags.");
        assertThatThrownBy(() -> read(Map.of(), "--port=x").integer("port"))
                .hasMessage("--port=x: expected a whole number.");
        assertThatThrownBy(() -> read(Map.of(), "start")).hasMessage("'start' is not a flag: write --name=value.");
    }

    private static MesosFlags read(Map<String, String> environment, String... arguments) throws FlagException {
        return MesosFlags.read(arguments, environment, KNOWN, List.of("log_dir"));
    }
}
