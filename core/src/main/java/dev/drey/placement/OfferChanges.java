/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Offer;
import java.util.ArrayList;
import java.util.List;

/** What came and what went between two lists of offers. An offer that changed its place may be in both. */
record OfferChanges(List<Offer> gone, List<Offer> come) {
    /* Nearly always some offers are missing and others are at the end, so that one pass finds all. Looking for an offer
     * that was put in between costs a pass of its own; after so many of these the rest counts as gone and come
     * again. */
    private static final int SEARCHES = 16;

    static OfferChanges between(List<Offer> before, List<Offer> now) {
        var gone = new ArrayList<Offer>();
        var come = new ArrayList<Offer>();
        var at = 0;
        var searches = 0;
        for (var offer : now) {
            var found = find(before, offer, at, searches < SEARCHES ? before.size() : Math.min(at + 1, before.size()));
            if (found < 0) {
                come.add(offer);
                searches += at < before.size() ? 1 : 0;
            } else {
                gone.addAll(before.subList(at, found));
                at = found + 1;
            }
        }
        gone.addAll(before.subList(at, before.size()));
        return new OfferChanges(gone, come);
    }

    private static int find(List<Offer> offers, Offer offer, int from, int to) {
        for (var i = from; i < to; i++) {
            if (offers.get(i) == offer) {
                return i;
            }
        }
        return -1;
    }

    boolean isEmpty() {
        return gone.isEmpty() && come.isEmpty();
    }
}
