/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.Check;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.BitSet;
import java.util.List;

/** What is left of one scalar resource of a pool, counted in thousandths; reserved parts are taken first. */
final class ScalarStock {
    private final Pieces<Piece> pieces = new Pieces<>();
    private int next;
    private long free;

    private static final class Piece implements Pieces.Piece {
        private final int offer;
        private final List<Reservation> reservations;
        private long left;

        private Piece(int offer, List<Reservation> reservations, long left) {
            this.offer = offer;
            this.reservations = reservations;
            this.left = left;
        }

        @Override
        public List<Reservation> reservations() {
            return reservations;
        }
    }

    void add(int offer, List<Reservation> reservations, long millis) {
        if (millis > 0) {
            pieces.add(new Piece(offer, reservations, millis));
            free += millis;
        }
    }

    long free() {
        return free;
    }

    /** Takes the amount, marks the offers it comes from as used, and adds what was taken of each reservation. */
    void take(String name, Amount amount, BitSet used, List<Resource> taken) {
        Check.that(amount.millis() <= free, "taking %s of %s thousandths", amount.millis(), free);
        free -= amount.millis();
        var missing = amount.millis();
        var gathered = 0L;
        while (missing > 0) {
            var piece = pieces.get(next);
            var part = Math.min(missing, piece.left);
            piece.left -= part;
            missing -= part;
            gathered += part;
            used.set(piece.offer);
            next += piece.left == 0 ? 1 : 0;
            if (missing == 0 || !pieces.get(next).reservations.equals(piece.reservations)) {
                var value = gathered == amount.millis() ? amount : new Amount(gathered);
                taken.add(new Resource(name, new Resource.Scalar(value), piece.reservations));
                gathered = 0;
            }
        }
    }
}
