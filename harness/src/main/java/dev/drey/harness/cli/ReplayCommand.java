/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.journal.JournalFormatException;
import dev.drey.journal.Replay;
import dev.drey.runtime.journal.JournalFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey replay}: what would the scheduler of this version have done, and what does a simulated run do again? */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Plays again what was recorded.",
            "",
            "With --journal: feeds a journal of production to the scheduler of this version and shows where it first"
                    + " does something else.",
            "With a scenario and --seed: plays it once more and prints what happened.",
            "With a file choices.jsonl: repeats the recorded choices, with the scenario beside it, although the code"
                    + " may draw differently now."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it does the same, or keeps all promises",
            "1:it does something else, or breaks a promise",
            "2:there is nothing that can be replayed"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--journal",
            paramLabel = "PATH",
            description = "One file of a journal, or the directory with all of them.")
    private Optional<Path> journal;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A scenario, or the choices.jsonl of a run; without one and with --seed a mixed run.")
    private Optional<Path> file;

    @Option(names = "--seed", paramLabel = "N", description = "The seed to play the scenario with (default: 1).")
    private Optional<Long> seed;

    @Option(names = "--trace", description = "Print the whole trace.")
    private boolean trace;

    @Override
    public Integer call() throws IOException {
        if (journal.isPresent() && (file.isPresent() || seed.isPresent())) {
            return unusable("--journal stands alone");
        }
        if (journal.isPresent()) {
            return replayJournal(journal.get());
        }
        if (file.isEmpty() && seed.isEmpty()) {
            return unusable(
                    "what shall be replayed? Give --journal PATH, a scenario with --seed N, or a choices.jsonl");
        }
        var again = file.isPresent() ? SimulatedRun.again(file.get(), seed) : SimulatedRun.mixed(seed.get());
        return again.print(out(), trace) ? SAME : DIFFERENT;
    }

    private int replayJournal(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return unusable(journal + " does not exist");
        }
        var files = Files.isDirectory(journal) ? JournalFiles.in(journal) : List.of(journal);
        var replay = new Replay();
        for (var file : files) {
            var before = replay.progress().lines();
            try (var lines = Files.lines(file)) {
                var difference = replay(replay, lines.iterator());
                if (difference.isPresent()) {
                    return different(file, before, difference.get());
                }
            } catch (JournalFormatException e) {
                return unusable(file + ", line " + (replay.progress().lines() - before) + ": " + e.getMessage());
            }
        }
        return replay.progress().steps() == 0
                ? unusable(nothingToReplay(journal, files.size()))
                : same(replay.progress());
    }

    /* The last line of a file may be cut off, if the process ended while it was written. */
    private static Optional<Replay.Difference> replay(Replay replay, Iterator<String> lines)
            throws JournalFormatException {
        while (lines.hasNext()) {
            var line = lines.next();
            if (!lines.hasNext() && !line.endsWith("}")) {
                return Optional.empty();
            }
            var difference = replay.next(line);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static String nothingToReplay(Path journal, int files) {
        return files == 0
                ? journal + " holds no journal"
                : "no leadership begins in " + journal + ": the file before it was deleted, or belongs to it";
    }

    private int same(Replay.Progress progress) {
        out().println("same effects: steps=" + progress.steps() + " leaderships=" + progress.leaderships() + " skipped="
                + progress.skipped());
        out().flush();
        return SAME;
    }

    private int different(Path file, long before, Replay.Difference difference) {
        var out = out();
        out.println("different effects: " + file + ", line " + (difference.line() - before) + ", effect "
                + (difference.index() + 1));
        difference.before().forEach(line -> out.println("  before   " + line));
        out.println("  at       " + difference.input());
        out.println("  recorded " + effect(difference.recorded(), difference.index()));
        out.println("  today    " + effect(difference.now(), difference.index()));
        out.flush();
        return DIFFERENT;
    }

    private static String effect(List<String> effects, int index) {
        return index < effects.size() ? effects.get(index) : "nothing more";
    }

    private int unusable(String why) {
        spec.commandLine().getErr().println("drey replay: " + why);
        spec.commandLine().getErr().flush();
        return UNUSABLE;
    }

    private PrintWriter out() {
        CommandLine commandLine = spec.commandLine();
        return commandLine.getOut();
    }
}
