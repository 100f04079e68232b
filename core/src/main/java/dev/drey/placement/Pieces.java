/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Reservation;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of one resource in the order in which they are taken, see {@link Precedence}. Those of equal reservation stand
 * together, otherwise the order is that of the offers.
 */
final class Pieces<P extends Pieces.Piece> {
    private final List<P> ordered = new ArrayList<>(1);

    /** A part of an offer with its reservations. */
    interface Piece {
        List<Reservation> reservations();
    }

    void add(P piece) {
        ordered.add(placeOf(piece.reservations()), piece);
    }

    private int placeOf(List<Reservation> reservations) {
        for (var i = ordered.size() - 1; i >= 0; i--) {
            if (ordered.get(i).reservations().equals(reservations)) {
                return i + 1;
            }
        }
        var rank = Precedence.of(reservations);
        var place = 0;
        while (place < ordered.size() && Precedence.of(ordered.get(place).reservations()) >= rank) {
            place++;
        }
        return place;
    }

    P get(int index) {
        return ordered.get(index);
    }
}
