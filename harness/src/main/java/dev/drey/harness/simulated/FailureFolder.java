/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.file.ScenarioWriter;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.simulator.report.ChoicesFile;
import dev.drey.simulator.report.HtmlTimeline;
import dev.drey.simulator.shrink.Shrinker;
import dev.drey.simulator.simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** All that is kept of a failed seed: trace, choices, timeline and scenario, and the same of its shrunk form. */
public final class FailureFolder {
    /** The file with the choices of a run. */
    public static final String CHOICES = "choices.jsonl";

    /** The file with its scenario, with all that was drawn. */
    public static final String SCENARIO = "scenario.yaml";

    private final Path folder;
    private final SeedResult failed;

    public FailureFolder(Path parent, SeedResult failed) {
        this.folder = parent.resolve(slug(failed.performance().scenario().name()) + "-" + failed.seed());
        this.failed = failed;
    }

    /** A name for files. */
    public static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    public Path path() {
        return folder;
    }

    public void write() throws IOException {
        write(folder, failed.result());
    }

    /** What happened, for people. */
    public String story() {
        return "seed " + failed.seed() + " " + failed.failure() + System.lineSeparator() + "  trace-hash="
                + failed.result().trace().hash() + "; see " + folder.resolve("timeline.html");
    }

    /** Shrinks it for a while and writes what comes of it; returns a line about it. */
    public String shrink(Duration budget) throws IOException {
        long end = System.nanoTime() + budget.toNanos();
        var stage = Stage.of(failed.performance().scenario());
        var shrinker = new Shrinker(
                (plan, choices) -> stage.play(plan, choices).result(), failed.seed(), () -> System.nanoTime() < end);
        var shrunk = shrinker.shrink(failed.result());
        Path target = folder.resolve("shrunk");
        write(target, shrunk.result());
        return "  shrunk from " + failed.result().plan().steps().size() + " to "
                + shrunk.result().plan().steps().size() + " steps in " + shrunk.runs() + " runs; see "
                + target.resolve(SCENARIO);
    }

    private void write(Path target, Result result) throws IOException {
        Files.createDirectories(target);
        var scenario = failed.performance().scenario();
        String title = scenario.name() + ", seed " + failed.seed()
                + result.violation()
                        .map(violation -> ": " + violation.oracle() + ", " + violation.key())
                        .orElse("");
        Files.write(target.resolve("trace.txt"), result.trace().lines());
        ChoicesFile.write(target.resolve(CHOICES), failed.seed(), result.choices());
        Files.writeString(
                target.resolve("timeline.html"),
                HtmlTimeline.of(title, result.trace().entries()));
        Files.writeString(
                target.resolve(SCENARIO), ScenarioWriter.write(Plans.explicit(scenario, title, result.plan())));
    }
}
