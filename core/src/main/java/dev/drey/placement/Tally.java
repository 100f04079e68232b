/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.Map;

/** How many workers there are at each value of a field, in one round. */
final class Tally {
    private final Column column;
    private final int[] counts;
    private int total;
    private int inUse;
    private int fewest;
    private boolean isFewestKnown;

    /** @param running how many workers run already at which values, on these pools or elsewhere */
    Tally(Column column, Map<String, Integer> running) {
        this.column = column;
        this.counts = new int[column.size() + running.size()];
        var elsewhere = column.size();
        for (var value : running.entrySet()) {
            var number = column.number(value.getKey());
            counts[number == Column.NONE ? elsewhere++ : number] = value.getValue();
            total += value.getValue();
            inUse++;
        }
    }

    Column column() {
        return column;
    }

    int value(int pool) {
        return column.value(pool);
    }

    /** A worker is placed there. */
    void add(int pool) {
        var value = column.value(pool);
        if (value != Column.NONE) {
            inUse += counts[value] == 0 ? 1 : 0;
            counts[value]++;
            total++;
            isFewestKnown = false;
        }
    }

    int count(int value) {
        return counts[value];
    }

    int total() {
        return total;
    }

    /** How many values have workers. */
    int inUse() {
        return inUse;
    }

    /** The smallest number of workers that a value has which has any. */
    int fewest() {
        if (!isFewestKnown) {
            fewest = Integer.MAX_VALUE;
            for (var count : counts) {
                if (count > 0) {
                    fewest = Math.min(fewest, count);
                }
            }
            isFewestKnown = true;
        }
        return fewest;
    }
}
