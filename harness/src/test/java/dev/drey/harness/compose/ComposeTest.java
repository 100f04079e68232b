/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in compose/ can be used: docker-compose takes it, and Marathon's apps start scripts with known options. */
@Tag("unit")
class ComposeTest {
    private static final Path FOLDER = Path.of(System.getProperty("drey.basedir"), "compose");
    private static final Pattern OPTION = Pattern.compile(" -D(mesos\\.[A-Za-z0-9.-]+)=");
    private static final Pattern DOCUMENTED = Pattern.compile("`(mesos\\.[A-Za-z0-9.-]+)`");
    private static final Pattern SCRIPT = Pattern.compile("^exec /opt/drey/bin/(\\S+\\.sh) ");

    @Test
    void dockerComposeTakesTheFile() throws Exception {
        var command = docker();
        command.addAll(List.of("-f", "docker-compose.yml", "config", "--quiet"));

        var lint = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(lint.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("variable is not set");
    }

    @Test
    void everyVariableHasADefault() throws IOException {
        var variables = Pattern.compile("\\$\\{(\\w+)}")
                .matcher(Files.readString(FOLDER.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .distinct();
        String defaults = Files.readString(FOLDER.resolve(".env"));

        assertThat(variables).isNotEmpty().allSatisfy(name -> assertThat(defaults)
                .containsPattern("(?m)^" + name + "=."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"marathon-session.json", "marathon-application.json"})
    void anAppOfMarathonStartsAScriptWithKnownOptions(String name) throws IOException {
        JsonNode app = new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
        String command = app.path("cmd").asText();

        var script = SCRIPT.matcher(command);
        assertThat(script.find()).as(command).isTrue();
        assertThat(FOLDER.resolveSibling("core/src/main/dist/bin/" + script.group(1)))
                .isExecutable();
        assertThat(OPTION.matcher(command).results().map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(documented());
    }

    private static List<String> documented() throws IOException {
        return DOCUMENTED
                .matcher(Files.readString(FOLDER.resolveSibling("docs/configuration.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The plug-in of the docker command, or the program of its own; skips the test if there is neither. */
    private static List<String> docker() throws IOException, InterruptedException {
        for (var words : List.of(List.of("docker-compose"), List.of("docker", "compose"))) {
            var command = new ArrayList<>(words);
            command.add("version");
            try {
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return new ArrayList<>(words);
                }
            } catch (IOException notInstalled) {
                continue;
            }
        }
        String reason = "neither docker-compose nor the compose plug-in of docker is installed";
        System.out.println("ComposeTest does not lint docker-compose.yml: " + reason);
        assumeTrue(false, reason);
        throw new IllegalStateException(reason);
    }
}
