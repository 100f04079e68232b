/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sim")
class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Drey.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void playsSeedsAndTellsWhatWasReached() {
        int code = run("simulate", "--seeds", "1..3", "--folder", folder.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("scenario=mixed seeds=1..3")
                .contains("3 seeds in")
                .contains("faults: ")
                .contains("trace-hash=");
    }

    @Test
    void tellsWhichExpectedSituationsWereNeverReached() throws Exception {
        run("simulate", "--seeds", "1", "--folder", folder.toString());

        assertThat(out.toString()).containsPattern("expected situations never reached: [1-9][0-9]?\\R  \\S+ x \\S+ x ");
        assertThat(folder.resolve("mixed/summary.html")).content().contains("expected situations never reached");
        assertThat(folder.resolve("mixed/coverage.html")).content().contains("<i class=\"missing\"");
    }

    @Test
    void theSameSeedHasTheSameHash() {
        run("simulate", "--seeds", "4", "--folder", folder.toString());
        String once = hash();
        out.getBuffer().setLength(0);
        run("simulate", "--seeds", "4", "--folder", folder.toString());

        assertThat(hash()).isEqualTo(once).hasSize(16);
    }

    /* No scheduler can run more tasks than there is room for. */
    @Test
    void keepsAndShrinksWhatFailed() throws Exception {
        Path scenario = folder.resolve("too-many.yaml");
        Files.writeString(scenario, """
                name: too many
                story: More workers than the cluster has room for.
                run: { for: 60s, settle: 5m }
                cluster: { agents: [ { cpus: 4, mem: 8g } ] }
                appmaster: { worker: { cpus: 2, mem: 1g } }
                steps:
                  - { at: 0s, want-workers: 3 }
                  - { at: 20s, fault: scheduler.crash, point: now, for: 3s }
                  - { at: 30s, fault: agent.flap, agent: 0 }
                """);

        int code = run("simulate", "--seeds", "1", "--scenario", scenario.toString(), "--folder", folder.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("breaks converges").contains("shrunk from 3 to 1 steps");
        Path kept = folder.resolve("too-many-1");
        assertThat(kept.resolve("trace.txt")).content().contains("framework > SUBSCRIBE");
        assertThat(kept.resolve("choices.jsonl")).content().startsWith("{\"seed\":1}");
        assertThat(kept.resolve("timeline.html")).content().contains("<canvas").doesNotContain("@EVENTS@");
        assertThat(kept.resolve("shrunk/scenario.yaml"))
                .content()
                .contains("want-workers: 3")
                .doesNotContain("fault:");
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        run("simulate", "--seeds", "1..2", "--folder", folder.toString());
        out.getBuffer().setLength(0);
        run("simulate", "--seeds", "1..3", "--resume", "--folder", folder.toString());

        assertThat(out.toString())
                .contains("2 played before")
                .contains("1 seeds in")
                .contains("seeds=1..3 trace-hash");
        assertThat(folder.resolve("mixed/summary.html")).content().contains("<h2>Coverage</h2>");
    }

    @Test
    void playsARunAgainFromItsChoices() throws Exception {
        keepsAndShrinksWhatFailed();
        out.getBuffer().setLength(0);

        int code =
                run("replay", folder.resolve("too-many-1/shrunk/choices.jsonl").toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("converges").contains("broken").contains("1 broken");
    }

    @Test
    void tellsThatAGoodRunCannotBeShrunk() {
        int code = run("shrink", "--seed", "1", "--folder", folder.toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("breaks no promise");
    }

    @Test
    void saysWhatIsWrongWithARange() {
        int code = run("simulate", "--seeds", "9..1");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("the range ends before it begins");
    }

    private String hash() {
        String text = out.toString();
        return text.substring(text.indexOf("trace-hash=") + "trace-hash=".length())
                .strip();
    }
}
