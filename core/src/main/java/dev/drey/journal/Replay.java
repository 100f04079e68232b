/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Scheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Feeds the recorded inputs to the scheduler of this version, and compares what it asks for with what was recorded.
 *
 * <p>Lines before the first beginning of a leadership are skipped, as are those between a gap and the next one.
 */
public final class Replay {
    private static final int CONTEXT = 5;

    private final JournalCodec codec = new JournalCodec();
    private final Deque<String> context = new ArrayDeque<>();
    private Optional<Scheduler> scheduler = Optional.empty();
    private long lines;
    private long steps;
    private long skipped;
    private int leaderships;

    /**
     * The first step that went another way.
     *
     * @param line the number of its line, from 1
     * @param input that line
     * @param recorded the effects then, as JSON
     * @param now the effects today
     * @param index the first effect that differs
     * @param before the lines before it, at most a few
     */
    public record Difference(
            long line, String input, List<String> recorded, List<String> now, int index, List<String> before) {}

    /** How much was replayed so far. */
    public record Progress(long lines, long steps, long skipped, int leaderships) {}

    /** Replays the next line. After a difference there is no point in going on. */
    public Optional<Difference> next(String line) throws JournalFormatException {
        lines++;
        var difference = replay(line, codec.decode(line));
        context.add(line);
        if (context.size() > CONTEXT) {
            context.remove();
        }
        return difference;
    }

    public Progress progress() {
        return new Progress(lines, steps, skipped, leaderships);
    }

    private Optional<Difference> replay(String text, JournalLine line) {
        if (line instanceof JournalLine.Opened opened) {
            scheduler = Optional.of(new Scheduler(opened.settings(), opened.opened()));
            leaderships++;
            return Optional.empty();
        }
        if (line instanceof JournalLine.Gap) {
            scheduler = Optional.empty();
        }
        if (scheduler.isEmpty()) {
            skipped++;
            return Optional.empty();
        }
        steps++;
        if (line instanceof JournalLine.Step step) {
            var recorded = step.effects().stream().map(codec::encode).toList();
            return compare(text, recorded, effects(step));
        }
        var broken = (JournalLine.Broken) line;
        return compare(
                text,
                List.of("failed: " + broken.failure()),
                effects(new JournalLine.Step(broken.at(), broken.input(), List.of())));
    }

    /* A failure of today's scheduler is a result like any other: it may be the one that was recorded. */
    private List<String> effects(JournalLine.Step step) {
        try {
            List<Effect> effects = scheduler.orElseThrow().step(step.at(), step.input());
            return effects.stream().map(codec::encode).toList();
        } catch (RuntimeException e) {
            return List.of("failed: " + Redaction.text(e.toString()));
        }
    }

    private Optional<Difference> compare(String text, List<String> recorded, List<String> now) {
        var index = 0;
        while (index < recorded.size()
                && index < now.size()
                && recorded.get(index).equals(now.get(index))) {
            index++;
        }
        return index == recorded.size() && index == now.size()
                ? Optional.empty()
                : Optional.of(new Difference(lines, text, recorded, now, index, new ArrayList<>(context)));
    }
}
