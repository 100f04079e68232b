/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md equal to the options of the code; {@code -Ddrey.write=true} writes it anew. */
@Tag("unit")
class ConfigurationPageTest {
    private static final Path PAGE = Path.of(System.getProperty("drey.basedir"), "docs/configuration.md");
    private static final String HEAD = """
            # Configuration

            Every `mesos.*` option of the appmaster. Options are in `conf/config.yaml`, or given as `-D<key>=<value>`,
            which comes first. A `flink-conf.yaml` of Flink 1 is read instead if there is no `config.yaml` beside it.

            Those that Flink 1.13 had keep their key, their meaning, and the unit of bare numbers. Durations and sizes
            may have units: `5 s`, `10 min`, `7 d`, `512 mb`, `1 gb`. All problems are told at once, each with what to
            write instead; an unknown `mesos.*` key is one of them. [What changed since Flink 1.13](migration.md).

            This page is made from the code by `ConfigurationPageTest`.
            """;

    @Test
    void thePageListsEveryOption() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var group : MesosOptions.groups()) {
            page.append("\n## %s\n\n".formatted(group.title()));
            page.append("| key | type | default | meaning | since |\n|---|---|---|---|---|\n");
            group.options().forEach(option -> page.append(line(option)));
        }
        if (Boolean.getBoolean("drey.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/configuration.md; run this test with -Ddrey.write=true to make it anew")
                .hasContent(page.toString());
    }

    private static String line(MesosOption option) {
        var value = option.defaultText().isEmpty() ? "none" : "`" + option.defaultText() + "`";
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        option.key(), option.type(), value, option.description().replace("|", "\\|"), option.since());
    }
}
