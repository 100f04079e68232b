/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.List;

/**
 * Which resources of an offer a worker takes first: the more closely they are reserved to the role of the offer, the
 * sooner. What anyone could use is left to others for as long as possible.
 */
final class Precedence {
    /* An offer to role a/b may hold resources reserved to a/b, to a, or to nobody (Mesos: reservation refinement).
     * A stack says who reserved for whom: the role of the last, innermost one is the role that may use them. */
    private static final int STACK = 1000;

    private Precedence() {}

    /** Higher is taken first. */
    static int of(List<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return 0;
        }
        var role = reservations.get(reservations.size() - 1).role();
        var depth = 1 + (int) role.chars().filter(c -> c == '/').count();
        return depth * STACK + Math.min(STACK - 1, reservations.size());
    }

    /** Whether workers of this role may use the resource at all: it is reserved to the role, to one above, or not. */
    static boolean mayUse(String role, Resource resource) {
        var reservations = resource.reservations();
        if (reservations.isEmpty()) {
            return true;
        }
        var owner = reservations.get(reservations.size() - 1).role();
        return role.equals(owner) || role.startsWith(owner + "/");
    }
}
