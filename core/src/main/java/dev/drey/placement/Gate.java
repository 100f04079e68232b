/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/** A rule made ready for the pools of one matching. */
interface Gate {
    boolean holds(int pool);

    /** How the answers for one pool change while workers are placed. */
    Course course();

    /** From the tamest to the wildest. */
    enum Course {
        /** Not at all. */
        FIXED,
        /** A gate that is closed for a pool never opens again. */
        FALLING,
        /** A gate may close and open again. */
        ANY;

        /** That of a gate with these parts, if it opens when parts open and closes when parts close. */
        static Course of(List<Gate> parts) {
            var wildest = FIXED;
            for (var part : parts) {
                var course = part.course();
                wildest = course.compareTo(wildest) > 0 ? course : wildest;
            }
            return wildest;
        }
    }

    /** Holds at certain values of a field; one answer per value, worked out beforehand. */
    record Fixed(Column column, boolean[] holds) implements Gate {
        @Override
        public boolean holds(int pool) {
            return holds[column.value(pool)];
        }

        @Override
        public Course course() {
            return Course.FIXED;
        }
    }

    /** Holds where fewer workers than {@code most} have the same value. */
    record Below(Tally tally, int most) implements Gate {
        @Override
        public boolean holds(int pool) {
            var value = tally.value(pool);
            return value != Column.NONE && tally.count(value) < most;
        }

        @Override
        public Course course() {
            return Course.FALLING;
        }
    }

    /** Holds where all workers are; as long as there is none, at {@code chosen}, or anywhere if that is no value. */
    record Together(Tally tally, int chosen) implements Gate {
        @Override
        public boolean holds(int pool) {
            var value = tally.value(pool);
            if (value == Column.NONE) {
                return false;
            }
            return tally.total() == 0 ? chosen == Column.NONE || value == chosen : tally.count(value) == tally.total();
        }

        @Override
        public Course course() {
            return Course.FALLING;
        }
    }

    /** Holds at a new value, and where the fewest workers are if {@code least} values are in use. */
    record Even(Tally tally, int least) implements Gate {
        @Override
        public boolean holds(int pool) {
            var value = tally.value(pool);
            if (value == Column.NONE) {
                return false;
            }
            var count = tally.count(value);
            return count == 0 || tally.inUse() >= least && count == tally.fewest();
        }

        @Override
        public Course course() {
            return Course.ANY;
        }
    }

    /** All hold. */
    record Every(List<Gate> parts) implements Gate {
        @Override
        public boolean holds(int pool) {
            for (var i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(pool)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Course course() {
            return Course.of(parts);
        }
    }

    /** At least one holds. */
    record Some(List<Gate> parts) implements Gate {
        @Override
        public boolean holds(int pool) {
            for (var i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(pool)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Course course() {
            return Course.of(parts);
        }
    }

    /** Does not hold. */
    record Opposite(Gate part) implements Gate {
        @Override
        public boolean holds(int pool) {
            return !part.holds(pool);
        }

        @Override
        public Course course() {
            return part.course() == Course.FIXED ? Course.FIXED : Course.ANY;
        }
    }
}
