/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Check;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** The port numbers of a pool; reserved ones are taken first, then in the order of the offered ranges. */
final class PortStock {
    static final String NAME = "ports";
    private static final int HIGHEST = 65535;

    private final Pieces<Piece> pieces = new Pieces<>();
    private int total;

    private record Piece(int offer, List<Reservation> reservations, int begin, int size) implements Pieces.Piece {}

    /* Mesos does not check that ports are port numbers. Port 0 and what is above 65535 is of no use to a worker. */
    /** How many ports of this range a worker can use. */
    private static int usable(Resource.Range range) {
        return (int) Math.max(0, Math.min(HIGHEST, range.end()) - Math.max(1, range.begin()) + 1);
    }

    void add(int offer, List<Reservation> reservations, Resource.Range range) {
        var usable = usable(range);
        if (usable > 0) {
            pieces.add(new Piece(offer, reservations, (int) Math.max(1, range.begin()), usable));
            total += usable;
        }
    }

    int total() {
        return total;
    }

    /** Cuts out so many ports from this place on: for each reservation one resource, and the numbers of all. */
    void cut(int count, long from, Cut cut) {
        if (from < 0 || from + count > total) {
            Check.that(false, "taking %s of %s ports from %s on", count, total, from);
        }
        var at = 0;
        var start = (int) from;
        while (start >= pieces.get(at).size) {
            start -= pieces.get(at++).size;
        }
        var piece = pieces.get(at);
        if (start + count > piece.size) {
            cutAcross(count, at, start, cut);
            return;
        }
        var begin = piece.begin + start;
        var numbers = new Integer[count];
        for (var i = 0; i < count; i++) {
            numbers[i] = begin + i;
        }
        cut.use(piece.offer);
        var range = new Resource.Range(begin, begin + count - 1);
        cut.add(NAME, new Resource.Ranges(List.of(range)), piece.reservations);
        cut.ports(List.of(numbers));
    }

    private void cutAcross(int count, int first, int skipped, Cut cut) {
        var at = first;
        var start = skipped;
        var numbers = new ArrayList<Integer>(count);
        var ranges = new ArrayList<Resource.Range>();
        while (numbers.size() < count) {
            var piece = pieces.get(at++);
            var begin = piece.begin + start;
            var part = Math.min(count - numbers.size(), piece.size - start);
            start = 0;
            for (var i = 0; i < part; i++) {
                numbers.add(begin + i);
            }
            ranges.add(new Resource.Range(begin, begin + part - 1));
            cut.use(piece.offer);
            if (numbers.size() == count || !pieces.get(at).reservations.equals(piece.reservations)) {
                cut.add(NAME, new Resource.Ranges(joined(ranges)), piece.reservations);
                ranges.clear();
            }
        }
        numbers.sort(null);
        cut.ports(numbers);
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
