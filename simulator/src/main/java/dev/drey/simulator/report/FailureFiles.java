/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.world.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A folder with all that is known of one run: {@code trace.txt}, {@code timeline.html}, {@code choices.jsonl} and
 * {@code plan.json}. The last two are enough to play it again.
 */
public final class FailureFiles {
    private static final String TRACE = "trace.txt";
    private static final String TIMELINE = "timeline.html";
    private static final String CHOICES = "choices.jsonl";
    private static final String PLAN = "plan.json";

    private FailureFiles() {}

    /** A run that can be played again. */
    public record Recorded(long seed, Plan plan, List<Choice> choices) {
        public Recorded {
            choices = List.copyOf(choices);
        }
    }

    /** Writes the files, and the folder if there is none. */
    public static void write(Path folder, String title, long seed, Result result) throws IOException {
        Files.createDirectories(folder);
        String violation = result.violation()
                .map(broken -> ": " + broken.oracle() + ", " + broken.key())
                .orElse("");
        Files.write(folder.resolve(TRACE), result.trace().lines());
        Files.writeString(
                folder.resolve(TIMELINE),
                HtmlTimeline.of(title + violation, result.trace().entries()));
        ChoicesFile.write(folder.resolve(CHOICES), seed, result.choices());
        Files.writeString(folder.resolve(PLAN), PlanJson.write(result.plan()));
    }

    /** Reads what {@link #write} wrote. */
    public static Recorded read(Path folder) throws IOException {
        var choices = folder.resolve(CHOICES);
        return new Recorded(
                ChoicesFile.seed(choices),
                PlanJson.read(Files.readString(folder.resolve(PLAN))),
                ChoicesFile.choices(choices));
    }

    /** A step in a few words, for instance {@code at 30s: agent.crash agent=1 for=40000ms}. */
    public static String text(Plan.Step step) {
        String what = step instanceof Plan.Want want
                ? want.count() + " tasks are wanted"
                : step instanceof Plan.Inject inject ? inject.fault().toString() : step.toString();
        return "at " + seconds(step.at()) + ": " + what;
    }

    private static String seconds(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
