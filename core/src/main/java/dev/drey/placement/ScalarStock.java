/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.Check;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.List;

/** One scalar resource of a pool, counted in thousandths, the parts that are taken first at the beginning. */
final class ScalarStock {
    private final Pieces<Piece> pieces = new Pieces<>();
    private long total;

    private record Piece(int offer, List<Reservation> reservations, long millis) implements Pieces.Piece {}

    void add(int offer, List<Reservation> reservations, long millis) {
        if (millis > 0) {
            pieces.add(new Piece(offer, reservations, millis));
            total += millis;
        }
    }

    long total() {
        return total;
    }

    /** Cuts out what is wanted from this place on: for each reservation one resource. */
    void cut(Resource wanted, long from, Cut cut) {
        var amount = ((Resource.Scalar) wanted.value()).amount().millis();
        if (from < 0 || from + amount > total) {
            Check.that(false, "taking %s of %s from %s on", amount, total, from);
        }
        var at = 0;
        var start = from;
        while (start >= pieces.get(at).millis) {
            start -= pieces.get(at++).millis;
        }
        var missing = amount;
        var gathered = 0L;
        while (missing > 0) {
            var piece = pieces.get(at++);
            var part = Math.min(missing, piece.millis - start);
            start = 0;
            missing -= part;
            gathered += part;
            cut.use(piece.offer);
            if (missing == 0 || !pieces.get(at).reservations.equals(piece.reservations)) {
                add(wanted, gathered == amount, gathered, piece.reservations, cut);
                gathered = 0;
            }
        }
    }

    private static void add(Resource wanted, boolean isAll, long millis, List<Reservation> reservations, Cut cut) {
        if (isAll && reservations.isEmpty()) {
            cut.add(wanted);
        } else {
            cut.add(wanted.name(), new Resource.Scalar(new Amount(millis)), reservations);
        }
    }
}
