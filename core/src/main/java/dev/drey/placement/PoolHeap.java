/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

/** Pools by rank, the lowest first; among equals the one that was offered first. */
final class PoolHeap {
    private final int[] pools;
    private final long[] ranks;
    private int size;

    PoolHeap(int capacity) {
        pools = new int[capacity];
        ranks = new long[capacity];
    }

    /** Adds without putting in order, see {@link #order}. */
    void append(int pool, long rank) {
        pools[size] = pool;
        ranks[size++] = rank;
    }

    /** Puts in order what was appended. */
    void order() {
        for (var i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return pools[0];
    }

    long firstRank() {
        return ranks[0];
    }

    void removeFirst() {
        size--;
        pools[0] = pools[size];
        ranks[0] = ranks[size];
        sink(0);
    }

    void rerankFirst(long rank) {
        ranks[0] = rank;
        sink(0);
    }

    private void sink(int start) {
        var pool = pools[start];
        var rank = ranks[start];
        var hole = start;
        for (var child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isBefore(ranks[child + 1], pools[child + 1], ranks[child], pools[child])) {
                child++;
            }
            if (!isBefore(ranks[child], pools[child], rank, pool)) {
                break;
            }
            pools[hole] = pools[child];
            ranks[hole] = ranks[child];
            hole = child;
        }
        pools[hole] = pool;
        ranks[hole] = rank;
    }

    private static boolean isBefore(long rank, int pool, long otherRank, int otherPool) {
        return rank < otherRank || rank == otherRank && pool < otherPool;
    }
}
