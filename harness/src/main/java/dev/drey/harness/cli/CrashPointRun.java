/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.harness.simulated.CrashPoints;
import dev.drey.harness.simulated.CrashPoints.Crashed;
import dev.drey.harness.simulated.FailureFolder;
import dev.drey.harness.simulated.Performance;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Crashes the appmaster in every gap of a scenario, and tells how many of the runs kept all promises. */
final class CrashPointRun {
    private final int threads;
    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private int runs;
    private int survived;

    CrashPointRun(int threads, Path folder, PrintWriter out, PrintWriter err) {
        this.threads = threads;
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /** Whether all runs did. */
    boolean play(Scenario scenario, long seed) throws InterruptedException {
        runs = 0;
        survived = 0;
        var points = new CrashPoints(scenario, seed);
        int gaps = points.count();
        out.println(scenario.name() + ", seed " + seed + ": " + gaps + " gaps between effects");
        out.flush();
        var progress = new Progress(err, "gaps", Optional.of((long) gaps), Optional.empty());
        points.crashEverywhere(gaps, threads, crashed -> {
            progress.played(crashed.survived() == crashed.runs());
            add(crashed, seed);
        });
        progress.end();
        out.println(survived + " of " + runs + " survived");
        out.flush();
        return survived == runs;
    }

    private void add(Crashed crashed, long seed) {
        runs += crashed.runs();
        survived += crashed.survived();
        keepIfBroken("gap-" + crashed.gap(), crashed.once(), seed);
        crashed.twice()
                .ifPresent(twice -> keepIfBroken("gap-" + crashed.gap() + "-and-" + crashed.second(), twice, seed));
    }

    private void keepIfBroken(String name, Performance performance, long seed) {
        if (!performance.isGood()) {
            try {
                var failed = new SeedResult(seed, performance, false);
                var files = new FailureFolder(folder.resolve(name), failed);
                files.write();
                out.println(name + ": " + files.story());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
