/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.util.List;

/**
 * Exactly the resources one worker takes from a pool.
 *
 * @param resources as the offers have them, with their reservations; port ranges included
 * @param ports the port numbers in those ranges, ascending
 * @param offers those it takes something of: they have to be accepted together
 */
public record Allotment(List<Resource> resources, List<Integer> ports, List<OfferId> offers) {
    public Allotment {
        resources = List.copyOf(resources);
        ports = List.copyOf(ports);
        offers = List.copyOf(offers);
    }
}
