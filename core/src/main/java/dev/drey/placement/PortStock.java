/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Check;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The port numbers left in a pool; reserved ones are taken first, then in the order of the offered ranges. */
final class PortStock {
    static final String NAME = "ports";
    private static final int HIGHEST = 65535;

    private final Pieces<Piece> pieces = new Pieces<>();
    private int current;
    private long free;

    private static final class Piece implements Pieces.Piece {
        private final int offer;
        private final List<Reservation> reservations;
        private final int end;
        private int next;

        private Piece(int offer, List<Reservation> reservations, int begin, int end) {
            this.offer = offer;
            this.reservations = reservations;
            this.next = begin;
            this.end = end;
        }

        @Override
        public List<Reservation> reservations() {
            return reservations;
        }
    }

    /* Mesos does not check that ports are port numbers. Port 0 and what is above 65535 is of no use to a worker. */
    /** How many ports of this range a worker can use. */
    static long usable(Resource.Range range) {
        return Math.max(0, Math.min(HIGHEST, range.end()) - Math.max(1, range.begin()) + 1);
    }

    void add(int offer, List<Reservation> reservations, Resource.Range range) {
        var usable = usable(range);
        if (usable > 0) {
            var begin = (int) Math.max(1, range.begin());
            pieces.add(new Piece(offer, reservations, begin, begin + (int) usable - 1));
            free += usable;
        }
    }

    long free() {
        return free;
    }

    /** Takes so many ports, marks the offers they come from as used, and adds what was taken of each reservation. */
    void take(int count, BitSet used, List<Resource> taken, List<Integer> numbers) {
        Check.that(count <= free, "taking %s of %s ports", count, free);
        free -= count;
        var missing = count;
        var ranges = new ArrayList<Resource.Range>(1);
        while (missing > 0) {
            var piece = pieces.get(current);
            var part = Math.min(missing, piece.end - piece.next + 1);
            for (var i = 0; i < part; i++) {
                numbers.add(piece.next + i);
            }
            ranges.add(new Resource.Range(piece.next, piece.next + part - 1));
            piece.next += part;
            missing -= part;
            used.set(piece.offer);
            current += piece.next > piece.end ? 1 : 0;
            if (missing == 0 || !pieces.get(current).reservations.equals(piece.reservations)) {
                taken.add(new Resource(NAME, new Resource.Ranges(joined(ranges)), piece.reservations));
                ranges.clear();
            }
        }
    }

    /* Sorted, adjacent ones joined. */
    private static List<Resource.Range> joined(List<Resource.Range> ranges) {
        if (ranges.size() == 1) {
            return List.of(ranges.get(0));
        }
        var sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Long.compare(a.begin(), b.begin()));
        var joined = new ArrayList<Resource.Range>();
        for (var range : sorted) {
            var last = joined.size() - 1;
            if (last >= 0 && joined.get(last).end() + 1 == range.begin()) {
                joined.set(last, new Resource.Range(joined.get(last).begin(), range.end()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
