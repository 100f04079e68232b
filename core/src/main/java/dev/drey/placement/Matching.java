/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/** What could be placed, and why the rest could not. */
public record Matching(List<Placement> placements, List<Shortfall> shortfalls) {
    public Matching {
        placements = List.copyOf(placements);
        shortfalls = List.copyOf(shortfalls);
    }
}
