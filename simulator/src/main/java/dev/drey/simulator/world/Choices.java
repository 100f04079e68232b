/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where a simulated world gets its randomness: every choice has a name, is recorded, and can be repeated.
 *
 * <p>Value 0 is always the tamest: the first of a list, the shortest time, the thing that does not happen. So a world
 * is made simpler by making its choices smaller.
 */
public final class Choices implements Chance {
    /* Recorded choices are found again by stream and label, in order. So they survive changes of the code better than a
     * seed does: a choice that nobody makes any more is dropped, one that was not made before gets 0. */
    private static final int FINE = 1 << 20;

    private final Book book;
    private final String stream;
    private final SeededChance seeded;
    private final SeededChance names;

    private Choices(Book book, String stream, SeededChance seeded) {
        this.book = book;
        this.stream = stream;
        this.seeded = seeded;
        this.names = seeded.fork("names");
    }

    /** Chooses at random, always the same for the same seed. */
    public static Choices ofSeed(long seed) {
        return new Choices(new Book(false), "", new SeededChance(seed));
    }

    /** Chooses as recorded; {@code seed} is that of the recorded world, from which names such as ids come. */
    public static Choices replaying(long seed, List<Choice> recorded) {
        var book = new Book(true);
        recorded.forEach(choice -> book.plan
                .computeIfAbsent(key(choice.stream(), choice.label()), ignored -> new ArrayDeque<>())
                .add(choice.value()));
        return new Choices(book, "", new SeededChance(seed));
    }

    /** The choices of one part of the world; what it draws does not shift the draws of others. */
    public Choices fork(String part) {
        return new Choices(book, stream + "/" + part, seeded.fork(part));
    }

    /** All choices so far, those of all parts, in the order in which they were made. */
    public List<Choice> recorded() {
        return List.copyOf(book.made);
    }

    @Override
    public int below(String label, int bound) {
        int value = book.replaying ? planned(label, bound) : seeded.below(label, bound);
        book.made.add(new Choice(stream, label, bound, value));
        return value;
    }

    /** One of several. */
    public <T> T pick(String label, List<T> options) {
        return options.get(below(label, options.size()));
    }

    /** Whether something happens that happens at a rate from 0 to 1. */
    public boolean happens(String label, double rate) {
        return rate > 0 && below(label, FINE) >= FINE * (1 - rate);
    }

    /** A time from {@code least} to {@code most}, in milliseconds. */
    public Duration between(String label, Duration least, Duration most) {
        return least.plusMillis(below(label, (int) most.minus(least).toMillis() + 1));
    }

    /* The tamest fraction is one half: models wait for a fraction of some time, and none of it would make them spin. */
    @Override
    public double fraction(String label) {
        return (below(label, FINE) + FINE / 2) % FINE / (double) FINE;
    }

    /** Names things; no choice, so it is not recorded. */
    @Override
    public UUID uuid(String label) {
        return names.uuid(label);
    }

    private int planned(String label, int bound) {
        Deque<Integer> values = book.plan.get(key(stream, label));
        Integer value = values == null ? null : values.poll();
        return value == null ? 0 : Math.min(value, bound - 1);
    }

    private static String key(String stream, String label) {
        return stream + " " + label;
    }

    private static final class Book {
        private final boolean replaying;
        private final Map<String, Deque<Integer>> plan = new TreeMap<>();
        private final List<Choice> made = new ArrayList<>();

        Book(boolean replaying) {
            this.replaying = replaying;
        }
    }
}
