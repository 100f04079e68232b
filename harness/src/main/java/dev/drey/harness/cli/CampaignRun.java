/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.simulated.Campaign;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.harness.simulated.CampaignFile;
import dev.drey.harness.simulated.FailureFolder;
import dev.drey.harness.simulated.SeedSupply;
import dev.drey.harness.simulated.Summary;
import dev.drey.harness.simulated.SummaryPage;
import dev.drey.harness.simulated.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Plays a campaign for people: with progress, a state that survives, the artefacts of failures, and a summary. */
final class CampaignRun {
    private static final long SAVE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int KEPT_FAILURES = 50;
    private static final int SEEDS_THAT_REACH_ALL = 10;

    private final Settings settings;
    private final PrintWriter out;
    private final PrintWriter err;

    /** How to play. */
    record Settings(
            SeedRange seeds,
            Optional<Duration> limit,
            boolean twice,
            boolean resume,
            int threads,
            Path folder,
            int shrinkSeconds) {}

    CampaignRun(Settings settings, PrintWriter out, PrintWriter err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** Whether all seeds kept all promises. */
    boolean play(Subject subject) throws IOException, InterruptedException {
        var folder = settings.folder().resolve(subject.name());
        var file = new CampaignFile(folder, subject.text());
        var before = settings.resume() ? file.load() : Optional.<Tally>empty();
        var tally = before.orElseGet(Tally::new);
        out.println("scenario=" + subject.name() + " seeds=" + settings.seeds()
                + (before.isPresent() ? ", " + tally.hashes().size() + " played before" : ""));
        out.flush();
        var current = new Current(tally, file, progress(tally));
        new Campaign(subject.play(), settings.twice()).play(supply(tally), settings.threads(), current);
        current.progress.end();
        file.save(tally);
        var page = folder.resolve("summary.html");
        var spent = current.progress.spent();
        var coverage = tally.coverage(subject.expected());
        Files.writeString(page, SummaryPage.of(subject.name(), command(subject), tally, spent, coverage.missing()));
        current.shrinkFirst();
        var map = folder.resolve("coverage.html");
        Files.writeString(map, coverage.html());
        out.println("summary: " + page + ", coverage map: " + map);
        out.print(Summary.of(subject.name(), tally, current.progress.done(), spent, coverage.missing()));
        out.flush();
        return tally.failures().isEmpty()
                && (tally.missed().isEmpty() || tally.hashes().size() < SEEDS_THAT_REACH_ALL);
    }

    private Progress progress(Tally tally) {
        var range = settings.seeds();
        long known = tally.hashes().keySet().stream().filter(range::contains).count();
        return new Progress(
                err,
                "seeds",
                range.isEndless() ? Optional.empty() : Optional.of(range.count() - known),
                settings.limit());
    }

    private SeedSupply supply(Tally tally) {
        long started = System.nanoTime();
        var end = settings.limit().map(limit -> started + limit.toNanos());
        return new SeedSupply(
                settings.seeds().first(),
                settings.seeds().last(),
                new LinkedHashSet<>(tally.hashes().keySet()),
                () -> end.isEmpty() || System.nanoTime() < end.get());
    }

    private String command(Subject subject) {
        return "drey simulate --seeds " + settings.seeds()
                + (subject.argument().isEmpty() ? "" : " " + subject.argument());
    }

    /** Takes each seed as it comes. */
    private final class Current implements Campaign.Listener {
        private final Tally tally;
        private final CampaignFile file;
        private final Progress progress;
        private long saved = System.nanoTime();
        private int kept;
        private Optional<SeedResult> firstFailure = Optional.empty();

        Current(Tally tally, CampaignFile file, Progress progress) {
            this.tally = tally;
            this.file = file;
            this.progress = progress;
        }

        @Override
        public void played(SeedResult seed) {
            tally.add(seed);
            try {
                if (!seed.isGood()) {
                    keep(seed);
                }
                if (System.nanoTime() - saved > SAVE_NANOS) {
                    saved = System.nanoTime();
                    file.save(tally);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.played(seed.isGood());
        }

        private void keep(SeedResult failed) throws IOException {
            if (firstFailure.isEmpty()) {
                firstFailure = Optional.of(failed);
            }
            if (kept++ < KEPT_FAILURES) {
                var files = new FailureFolder(settings.folder(), failed);
                files.write();
                progress.end();
                out.println(files.story());
                out.flush();
            }
        }

        void shrinkFirst() throws IOException {
            if (settings.shrinkSeconds() > 0
                    && firstFailure.isPresent()
                    && firstFailure.get().result().violation().isPresent()) {
                var files = new FailureFolder(settings.folder(), firstFailure.get());
                out.println("seed " + firstFailure.get().seed());
                out.println(files.shrink(Duration.ofSeconds(settings.shrinkSeconds())));
            }
        }
    }
}
