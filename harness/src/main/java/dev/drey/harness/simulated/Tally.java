/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.simulator.oracle.Sometimes;
import dev.drey.simulator.report.CoverageMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of all the seeds of a campaign so far: sums, what was reached, and which seeds failed. */
public final class Tally {
    private final SortedMap<Long, String> hashes = new TreeMap<>();
    private final SortedMap<Long, String> failures = new TreeMap<>();
    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final SortedMap<String, Long> situations = new TreeMap<>();
    private final SortedMap<String, Long> marks = new TreeMap<>();
    private final Set<String> expected = new LinkedHashSet<>();
    private final Set<String> reached = new LinkedHashSet<>();
    private long events;
    private Duration virtual = Duration.ZERO;

    /** Adds a seed that was played. */
    public void add(SeedResult seed) {
        var result = seed.result();
        hashes.put(seed.seed(), result.trace().hash());
        events += result.trace().entries().size();
        virtual = virtual.plus(result.time());
        result.faults().forEach((kind, count) -> add(faults, kind, count));
        result.coverage().situations().forEach((situation, count) -> add(situations, situation, count));
        result.coverage().marks().forEach((mark, count) -> add(marks, mark.toString(), count));
        seed.performance().verdicts().stream()
                .filter(verdict -> verdict.kind() == Verdict.Kind.SOMETIMES)
                .forEach(this::addExpected);
        if (!seed.isGood()) {
            failures.put(seed.seed(), seed.failure());
        }
    }

    private void addExpected(Verdict verdict) {
        expected.add(verdict.name());
        if (verdict.outcome() == Verdict.Outcome.REACHED) {
            reached.add(verdict.name());
        }
    }

    private static void add(Map<String, Long> sums, String key, long count) {
        sums.merge(key, count, Long::sum);
    }

    /** Which seeds were played, and the hash of the trace of each. */
    public SortedMap<Long, String> hashes() {
        return Collections.unmodifiableSortedMap(hashes);
    }

    /** Which seeds failed, and how, in one line. */
    public SortedMap<Long, String> failures() {
        return Collections.unmodifiableSortedMap(failures);
    }

    /** How many faults of each kind were injected. */
    public SortedMap<String, Long> faults() {
        return Collections.unmodifiableSortedMap(faults);
    }

    /** How often each situation was reached, as {@code RUNNING x TASK_LOST x steady}. */
    public SortedMap<String, Long> situations() {
        return Collections.unmodifiableSortedMap(situations);
    }

    /** How often each rare situation was reached, by its text. */
    public SortedMap<String, Long> marks() {
        return Collections.unmodifiableSortedMap(marks);
    }

    /** All situations that were reached, with those of {@code wanted} that were not. */
    public CoverageMap coverage(Set<String> wanted) {
        var found = new TreeMap<String, Integer>();
        situations.forEach((situation, count) -> found.put(situation, bounded(count)));
        var landmarks = new EnumMap<Sometimes, Integer>(Sometimes.class);
        for (Sometimes mark : Sometimes.values()) {
            landmarks.put(mark, bounded(marks.getOrDefault(mark.toString(), 0L)));
        }
        return new CoverageMap(found, landmarks, wanted);
    }

    private static int bounded(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    /** What the scenario wants to happen sometimes and that none of the seeds reached. */
    public List<String> missed() {
        var missed = new ArrayList<>(expected);
        missed.removeAll(reached);
        return missed;
    }

    public long events() {
        return events;
    }

    public Duration virtual() {
        return virtual;
    }

    /** One hash of all traces: the same as long as every seed goes the same way. */
    public String hash() {
        if (hashes.size() == 1) {
            return hashes.get(hashes.firstKey());
        }
        long hash = 0;
        for (String one : hashes.values()) {
            hash = hash * 31 + Long.parseUnsignedLong(one, 16);
        }
        return "%016x".formatted(hash);
    }

    /** All of it as it is saved. */
    record Saved(
            SortedMap<Long, String> hashes,
            SortedMap<Long, String> failures,
            SortedMap<String, Long> faults,
            SortedMap<String, Long> situations,
            SortedMap<String, Long> marks,
            List<String> expected,
            List<String> reached,
            long events,
            long virtualMillis) {}

    Saved save() {
        return new Saved(
                hashes,
                failures,
                faults,
                situations,
                marks,
                List.copyOf(expected),
                List.copyOf(reached),
                events,
                virtual.toMillis());
    }

    static Tally restore(Saved saved) {
        var tally = new Tally();
        tally.hashes.putAll(saved.hashes());
        tally.failures.putAll(saved.failures());
        tally.faults.putAll(saved.faults());
        tally.situations.putAll(saved.situations());
        tally.marks.putAll(saved.marks());
        tally.expected.addAll(saved.expected());
        tally.reached.addAll(saved.reached());
        tally.events = saved.events();
        tally.virtual = Duration.ofMillis(saved.virtualMillis());
        return tally;
    }
}
