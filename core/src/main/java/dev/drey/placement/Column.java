/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one field is on each pool, as numbers; 0 stands for no value. Also how many workers run at each value. */
final class Column {
    static final int NONE = 0;

    private final Field field;
    private final int[] values;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final int[] counts;

    Column(Field field, Pool[] pools, Occupancy occupancy, PoolTable table) {
        this.field = field;
        this.values = new int[pools.length];
        texts.add("");
        for (var i = 0; i < pools.length; i++) {
            var value = field.on(pools[i].first());
            values[i] = value.isPresent() ? number(value.get()) : NONE;
        }
        var running = new ArrayList<Integer>();
        occupancy.workers().forEach(worker -> valueOf(worker, table).ifPresent(value -> running.add(number(value))));
        counts = new int[texts.size()];
        running.forEach(number -> counts[number]++);
    }

    /* What was noted when the worker was placed counts. A worker from before the rule was made has no note: its agent
     * tells if it offers something now. If not, the worker cannot be counted. */
    private Optional<String> valueOf(Occupancy.Resident worker, PoolTable table) {
        var noted = Optional.ofNullable(worker.values().get(field.name()));
        if (noted.isPresent()) {
            return noted;
        }
        if (field.kind() == Field.Kind.HOSTNAME) {
            return Optional.of(worker.hostname());
        }
        return table.find(worker.agent()).flatMap(pool -> field.on(pool.first()));
    }

    private int number(String value) {
        var known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, texts.size());
        texts.add(value);
        return texts.size() - 1;
    }

    Field field() {
        return field;
    }

    int value(int pool) {
        return values[pool];
    }

    /** How many numbers there are, that of no value included. */
    int size() {
        return texts.size();
    }

    String text(int number) {
        return texts.get(number);
    }

    /** How many workers run at each value, for one round to work on. */
    int[] counts() {
        return counts.clone();
    }
}
