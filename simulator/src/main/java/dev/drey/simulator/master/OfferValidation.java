/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.OfferID;

/** Whether a list of offers can be accepted together. */
final class OfferValidation {
    private final OfferBook offers;

    OfferValidation(OfferBook offers) {
        this.offers = offers;
    }

    Optional<String> problem(Framework framework, List<OfferID> ids) {
        if (ids.isEmpty()) {
            return Optional.of("No offers specified");
        }
        var distinct = new LinkedHashSet<String>();
        for (OfferID id : ids) {
            if (!distinct.add(id.getValue())) {
                return Optional.of("Duplicate offer " + id.getValue() + " in offer list");
            }
        }
        for (OfferID id : ids) {
            if (offers.find(id).isEmpty()) {
                return Optional.of("Offer " + id.getValue() + " is no longer valid");
            }
        }
        var entries = ids.stream().map(offers::find).flatMap(Optional::stream).toList();
        return togetherProblem(framework, entries);
    }

    private static Optional<String> togetherProblem(Framework framework, List<OfferBook.Entry> entries) {
        if (!entries.stream().allMatch(entry -> entry.isOf(framework.id()))) {
            return Optional.of("An offer belongs to another framework");
        }
        if (entries.stream().map(OfferBook.Entry::role).distinct().count() > 1) {
            return Optional.of("Aggregated offers must be allocated to the same role");
        }
        boolean oneAgent = entries.stream()
                        .map(entry -> entry.offer().getAgentId().getValue())
                        .distinct()
                        .count()
                == 1;
        return oneAgent ? Optional.empty() : Optional.of("Aggregated offers must belong to one single agent");
    }
}
