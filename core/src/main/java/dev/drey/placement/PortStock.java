/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Check;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The port numbers left in a pool; reserved ones are taken first, then in the order of the offered ranges. */
final class PortStock {
    private static final int HIGHEST = 65535;

    private final List<Piece> pieces = new ArrayList<>();
    private int reservedPieces;
    private long free;

    private static final class Piece {
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
    }

    /* Mesos does not check that ports are port numbers. Port 0 and what is above 65535 is of no use to a worker. */
    void add(int offer, List<Reservation> reservations, Resource.Range range) {
        var begin = Math.max(1, range.begin());
        var end = Math.min(HIGHEST, range.end());
        if (begin > end) {
            return;
        }
        var piece = new Piece(offer, reservations, (int) begin, (int) end);
        if (reservations.isEmpty()) {
            pieces.add(piece);
        } else {
            pieces.add(reservedPieces++, piece);
        }
        free += end - begin + 1;
    }

    long free() {
        return free;
    }

    /**
     * Takes so many ports, marks the offers they come from as used, and tells which were taken of which reservation.
     */
    Map<List<Reservation>, List<Integer>> take(int count, BitSet used) {
        Check.that(count <= free, "taking %s of %s ports", count, free);
        Map<List<Reservation>, List<Integer>> taken = new LinkedHashMap<>();
        var missing = count;
        for (var piece : pieces) {
            while (missing > 0 && piece.next <= piece.end) {
                taken.computeIfAbsent(piece.reservations, key -> new ArrayList<>())
                        .add(piece.next++);
                used.set(piece.offer);
                missing--;
            }
        }
        free -= count;
        return taken;
    }

    /** These port numbers as ranges, adjacent ones joined. */
    static Resource.Ranges ranges(List<Integer> ports) {
        var ranges = new ArrayList<Resource.Range>();
        for (var port : ports.stream().sorted().toList()) {
            var last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.end() + 1 == port) {
                ranges.set(ranges.size() - 1, new Resource.Range(last.begin(), port));
            } else {
                ranges.add(new Resource.Range(port, port));
            }
        }
        return new Resource.Ranges(ranges);
    }
}
