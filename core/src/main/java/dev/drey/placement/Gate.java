/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/** A rule made ready for the pools of one matching. */
interface Gate {
    boolean holds(int pool);

    /** Whether it never opens again for a pool once it is closed, however many workers are placed. */
    boolean isFalling();

    /** Whether placing workers changes nothing about it. */
    boolean isFixed();

    /** Holds at certain values of a field; one answer per value, worked out beforehand. */
    record Fixed(Column column, boolean[] holds) implements Gate {
        @Override
        public boolean holds(int pool) {
            return holds[column.value(pool)];
        }

        @Override
        public boolean isFalling() {
            return true;
        }

        @Override
        public boolean isFixed() {
            return true;
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
        public boolean isFalling() {
            return true;
        }

        @Override
        public boolean isFixed() {
            return false;
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
        public boolean isFalling() {
            return true;
        }

        @Override
        public boolean isFixed() {
            return false;
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
        public boolean isFalling() {
            return false;
        }

        @Override
        public boolean isFixed() {
            return false;
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
        public boolean isFalling() {
            return parts.stream().allMatch(Gate::isFalling);
        }

        @Override
        public boolean isFixed() {
            return parts.stream().allMatch(Gate::isFixed);
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
        public boolean isFalling() {
            return parts.stream().allMatch(Gate::isFalling);
        }

        @Override
        public boolean isFixed() {
            return parts.stream().allMatch(Gate::isFixed);
        }
    }

    /** Does not hold. */
    record Opposite(Gate part) implements Gate {
        @Override
        public boolean holds(int pool) {
            return !part.holds(pool);
        }

        @Override
        public boolean isFalling() {
            return part.isFixed();
        }

        @Override
        public boolean isFixed() {
            return part.isFixed();
        }
    }
}
