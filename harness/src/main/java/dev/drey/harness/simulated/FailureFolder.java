/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.PlanFile;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.simulator.report.ChoicesFile;
import dev.drey.simulator.report.HtmlTimeline;
import dev.drey.simulator.shrink.Shrinker;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** All that is kept of a failed seed: trace, choices, timeline and scenario, and the same of its shrunk form. */
public final class FailureFolder {
    private final Path folder;
    private final String name;
    private final SeedResult failed;

    public FailureFolder(Path parent, String name, SeedResult failed) {
        this.folder = parent.resolve(name + "-" + failed.seed());
        this.name = name;
        this.failed = failed;
    }

    public void write() throws IOException {
        write(folder, failed.result());
    }

    /** What happened, for people. */
    public String story() {
        String what = failed.result()
                .violation()
                .map(violation -> "breaks " + violation.oracle() + " after "
                        + violation.at().toSeconds() + " s: " + violation.message())
                .orElse("goes another way when played again");
        return "seed " + failed.seed() + " " + what + System.lineSeparator() + "  trace-hash="
                + failed.result().trace().hash() + "; see " + folder.resolve("timeline.html");
    }

    /** Shrinks it for a while and writes what comes of it; returns a line about it. */
    public String shrink(Framework<?> framework, Duration budget) throws IOException {
        long end = System.nanoTime() + budget.toNanos();
        var shrunk = new Shrinker(framework, failed.seed(), () -> System.nanoTime() < end).shrink(failed.result());
        Path target = folder.resolve("shrunk");
        write(target, shrunk.result());
        return "  shrunk from " + failed.result().plan().steps().size() + " to "
                + shrunk.result().plan().steps().size() + " steps in " + shrunk.runs() + " runs; see "
                + target.resolve("scenario.yaml");
    }

    private void write(Path target, Result result) throws IOException {
        Files.createDirectories(target);
        String title = name + ", seed " + failed.seed()
                + result.violation()
                        .map(violation -> ": " + violation.oracle() + ", " + violation.key())
                        .orElse("");
        Files.write(target.resolve("trace.txt"), result.trace().lines());
        ChoicesFile.write(target.resolve("choices.jsonl"), failed.seed(), result.choices());
        Files.writeString(
                target.resolve("timeline.html"),
                HtmlTimeline.of(title, result.trace().entries()));
        Files.writeString(target.resolve("scenario.yaml"), PlanFile.write(title, result.plan()));
    }
}
