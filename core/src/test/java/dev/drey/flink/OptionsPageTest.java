/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps docs/options.md equal to the options of the code; {@code -Ddrey.write=true} writes it anew. */
@Tag("unit")
class OptionsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("drey.basedir"), "docs/options.md");
    private static final String HEAD = """
            # Options

            Every `mesos.*` option of the appmaster, in `conf/config.yaml` or as `-D<key>=<value>`. Those that Flink
            1.13 had keep their key, meaning and unit. An unknown `mesos.*` key is an error that names the nearest
            known one. This page is made from the code by `OptionsPageTest`.

            | key | default | meaning |
            |---|---|---|
            """;

    @Test
    void thePageListsEveryOption() throws IOException {
        var page = new StringBuilder(HEAD);
        for (ConfigOption<?> option : MesosOptions.all()) {
            page.append("| `%s` | %s | %s |\n"
                    .formatted(
                            option.key(),
                            defaultOf(option),
                            MesosOptions.describe(option).replace("|", "\\|")));
        }
        if (Boolean.getBoolean("drey.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/options.md; run this test with -Ddrey.write=true to make it anew")
                .hasContent(page.toString());
    }

    private static String defaultOf(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value == null || value.toString().isEmpty() || value.toString().equals("{}")) {
            return "none";
        }
        String text = value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : value.toString();
        return "`" + text + "`";
    }
}
