/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.simulator.oracle.Sometimes;
import dev.drey.simulator.report.CoverageMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a campaign, in a few lines. */
public final class Summary {
    private static final int PER_LINE = 6;

    private final String name;
    private final String seeds;
    private final long all;
    private final long started = System.nanoTime();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> situations = new TreeMap<>();
    private final Map<Sometimes, Integer> marks = new TreeMap<>();
    private final Map<Long, String> hashes = new TreeMap<>();
    private final List<SeedResult> failures = new ArrayList<>();
    private long events;
    private Duration virtual = Duration.ZERO;

    public Summary(String name, String seeds, long all) {
        this.name = name;
        this.seeds = seeds;
        this.all = all;
    }

    public void add(SeedResult seed) {
        var result = seed.result();
        hashes.put(seed.seed(), result.trace().hash());
        events += result.trace().entries().size();
        virtual = virtual.plus(result.time());
        result.faults().forEach((kind, count) -> faults.merge(kind, count, Integer::sum));
        result.coverage().situations().forEach((situation, count) -> situations.merge(situation, count, Integer::sum));
        result.coverage().marks().forEach((mark, count) -> marks.merge(mark, count, Integer::sum));
        if (!seed.isGood()) {
            failures.add(seed);
            failures.sort(Comparator.comparingLong(SeedResult::seed));
        }
    }

    /** The seeds that failed, the least first. */
    public List<SeedResult> failures() {
        return List.copyOf(failures);
    }

    /** The rare situations that were reached. */
    public Set<Sometimes> marks() {
        return marks.keySet();
    }

    /** All situations that were reached, with those of {@code expected} that were not. */
    public CoverageMap coverage(Set<String> expected) {
        return new CoverageMap(situations, marks, expected);
    }

    public String opening() {
        return "scenario=" + name + " seeds=" + seeds;
    }

    public String closing() {
        double seconds = (System.nanoTime() - started) / 1e9;
        var text = new StringBuilder();
        line(text, "%d seeds in %.1f s, %.1f/s; %d failed", all, seconds, all / seconds, failures.size());
        line(text, "%d events in %d h of virtual time", events, virtual.toHours());
        line(
                text,
                "faults: %d",
                faults.values().stream().mapToInt(Integer::intValue).sum());
        var kinds = faults.entrySet().stream()
                .map(fault -> fault.getKey() + " " + fault.getValue())
                .toList();
        for (int i = 0; i < kinds.size(); i += PER_LINE) {
            line(text, "  %s", String.join(", ", kinds.subList(i, Math.min(i + PER_LINE, kinds.size()))));
        }
        line(text, "coverage: %d situations (task state x event x connection)", situations.size());
        for (Sometimes mark : Sometimes.values()) {
            int count = marks.getOrDefault(mark, 0);
            line(text, "  %s: %s", mark, count == 0 ? "never reached" : count + " times");
        }
        line(text, "scenario=%s seeds=%s trace-hash=%s", name, seeds, hash());
        return text.toString();
    }

    /** One hash of all traces: the same as long as every seed goes the same way. */
    public String hash() {
        long hash = 0;
        for (String one : hashes.values()) {
            hash = hash * 31 + Long.parseUnsignedLong(one, 16);
        }
        return hashes.size() == 1
                ? hashes.values().stream().collect(Collectors.joining())
                : String.format(Locale.ROOT, "%016x", hash);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
