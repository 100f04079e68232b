/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one field is on each pool, as numbers; 0 stands for no value. */
final class Column {
    static final int NONE = 0;

    /* Values that nobody has any more keep their numbers until there are too many of them. */
    private static final int FORGOTTEN = 64;

    private final Field field;
    private final int[] values;
    private final Map<String, Integer> numbers;
    private final List<String> texts;

    private Column(Field field, int[] values, Map<String, Integer> numbers, List<String> texts) {
        this.field = field;
        this.values = values;
        this.numbers = numbers;
        this.texts = texts;
    }

    static Column of(Field field, Pools pools) {
        var column = new Column(field, new int[pools.size()], new LinkedHashMap<>(), new ArrayList<>(List.of("")));
        for (var i = 0; i < pools.size(); i++) {
            column.read(i, pools.get(i));
        }
        return column;
    }

    /** The same field after the pools changed; only new pools are read. */
    Column moved(Pools next) {
        if (texts.size() > 2 * next.size() + FORGOTTEN) {
            return of(field, next);
        }
        var column = new Column(field, next.moved(values), numbers, texts);
        for (var i = 0; i < next.size(); i++) {
            if (next.isNew(i)) {
                column.read(i, next.get(i));
            }
        }
        return column;
    }

    private void read(int pool, Pool read) {
        var text = field.on(read.first());
        if (text.isPresent()) {
            var known = numbers.putIfAbsent(text.get(), texts.size());
            values[pool] = known == null ? texts.size() : known;
            if (known == null) {
                texts.add(text.get());
            }
        }
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

    /** The number of this text, or {@link #NONE} if no pool has it. */
    int number(String text) {
        return numbers.getOrDefault(text, NONE);
    }
}
