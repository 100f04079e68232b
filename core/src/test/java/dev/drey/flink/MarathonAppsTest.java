/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the Marathon apps name scripts that exist, and options that can be used. */
@Tag("unit")
class MarathonAppsTest {
    private static final Path BASE = Path.of(System.getProperty("drey.basedir"));
    private static final Pattern COMMAND = Pattern.compile("exec /opt/drey/(bin/\\S+) (.*)");
    private static final Pattern OPTION = Pattern.compile("-D([^=\\s]+)=(\\S+)");

    @ParameterizedTest
    @CsvSource({"marathon-session.json", "marathon-application.json"})
    void canBeStarted(String app) throws Exception {
        var definition =
                new ObjectMapper().readTree(BASE.resolve("compose").resolve(app).toFile());
        var command = COMMAND.matcher(definition.path("cmd").asText());
        assertThat(command.matches()).isTrue();

        assertThat(Files.isExecutable(BASE.resolve("core/src/main/dist").resolve(command.group(1))))
                .isTrue();
        var options = new TreeMap<String, String>();
        options.put("taskmanager.memory.process.size", "1728m");
        OPTION.matcher(command.group(2).replaceAll("\\$PORT", ""))
                .results()
                .forEach(option -> options.put(option.group(1), option.group(2)));
        var config = AppmasterConfig.read(Configuration.fromMap(options));
        assertThat(config.master().address()).startsWith("zk://");
        assertThat(options.get("high-availability.cluster-id"))
                .isEqualTo(definition.path("id").asText());
        assertThat(options.get("mesos.resourcemanager.status.port")).isEqualTo("1");
        var check = definition.path("healthChecks").path(0);
        assertThat(check.path("path").asText()).isEqualTo("/health");
        assertThat(definition
                        .path("portDefinitions")
                        .path(check.path("portIndex").asInt())
                        .path("name")
                        .asText())
                .isEqualTo("status");
    }
}
