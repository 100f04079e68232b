/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps the table of docs/status.md equal to the code, too; {@code -Ddrey.write=true} writes it anew. */
@Tag("unit")
class FigureTest {
    private static final Path PAGE = Path.of(System.getProperty("drey.basedir"), "docs/status.md");
    private static final String BEGIN = "<!-- figures -->\n";
    private static final String END = "<!-- end of figures -->\n";
    private static final Map<String, String> UNITS = Map.of(
            "seconds", "s", "bool", "0 or 1", "total", "events", "epoch", "number", "offers", "offers", "workers",
            "workers", "agents", "agents");

    private final Watched watched = new Watched();

    @Test
    void eachNameEndsWithAUnitAndThePageListsIt() throws IOException {
        var table = new StringBuilder("\n| name | unit | what |\n|---|---|---|\n");
        for (var family : FigureFamily.values()) {
            table.append(row(family.figure(), family.help() + " By " + family.label() + "."));
        }
        Figure.ALL.forEach(figure -> table.append(row(figure.name(), figure.help())));
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN) + BEGIN.length();
        var written = page.substring(0, begin) + table + "\n" + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("drey.write")) {
            Files.writeString(PAGE, written);
        }

        assertThat(PAGE)
                .as("the table of docs/status.md; run this test with -Ddrey.write=true to make it anew")
                .hasContent(written);
    }

    private static String row(String name, String help) {
        var unit = name.substring(name.lastIndexOf('_') + 1);
        assertThat(UNITS).as(name).containsKey(unit);
        return "| `%s` | %s | %s |\n".formatted(name, UNITS.get(unit), help);
    }

    @Test
    void agesAndRestsAreSeconds() {
        watched.declared(1).subscribed();
        for (var i = 1; i <= 2; i++) {
            watched.offered("o-" + i, 2).updated("w-3-" + i, TaskState.RUNNING, "");
            watched.updated("w-3-" + i, TaskState.FAILED, "no such file");
        }
        watched.later(Duration.ofMillis(250));

        assertThat(value("master_contact_age_seconds")).hasValue(0.25);
        assertThat(value("launch_wait_seconds")).hasValue(0.75);
        assertThat(value("failing_agents")).hasValue(1);
        assertThat(value("avoided_agents")).hasValue(1);
        assertThat(value("disaster_pause_seconds")).hasValue(0);
        assertThat(value("offers_received_total")).hasValue(7);
        assertThat(value("leader_bool")).hasValue(1);
    }

    @Test
    void aStandbyHasNoFiguresButThoseOfItsProcess() {
        watched.board.hide(watched.recorder);

        assertThat(value("leader_bool")).hasValue(0);
        assertThat(value("healthy_bool")).hasValue(1);
        assertThat(value("held_offers")).isEmpty();
    }

    private OptionalDouble value(String name) {
        return Figure.ALL.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .of(watched.board.status());
    }
}
