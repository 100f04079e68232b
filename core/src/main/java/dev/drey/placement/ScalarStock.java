/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Check;
import dev.drey.model.Reservation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left of one scalar resource of a pool, counted in thousandths; reserved parts are taken first. */
final class ScalarStock {
    private final List<Piece> pieces = new ArrayList<>();
    private int reservedPieces;
    private long free;

    private static final class Piece {
        private final int offer;
        private final List<Reservation> reservations;
        private long left;

        private Piece(int offer, List<Reservation> reservations, long left) {
            this.offer = offer;
            this.reservations = reservations;
            this.left = left;
        }
    }

    void add(int offer, List<Reservation> reservations, long millis) {
        var piece = new Piece(offer, reservations, millis);
        if (reservations.isEmpty()) {
            pieces.add(piece);
        } else {
            pieces.add(reservedPieces++, piece);
        }
        free += millis;
    }

    long free() {
        return free;
    }

    /** Takes the amount, marks the offers it comes from as used, and tells how much was taken of which reservation. */
    Map<List<Reservation>, Long> take(long millis, BitSet used) {
        Check.that(millis <= free, "taking %s of %s thousandths", millis, free);
        Map<List<Reservation>, Long> taken = new LinkedHashMap<>();
        var missing = millis;
        for (var piece : pieces) {
            var part = Math.min(missing, piece.left);
            if (part > 0) {
                piece.left -= part;
                missing -= part;
                used.set(piece.offer);
                taken.merge(piece.reservations, part, Long::sum);
            }
        }
        free -= millis;
        return taken;
    }
}
