/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The offers that came and were neither answered nor taken back. */
final class OfferBook {
    private final Map<OfferId, FleetStatus.HeldOffer> offers = new LinkedHashMap<>();

    void add(Instant now, List<Offer> came) {
        came.forEach(offer -> offers.put(offer.id(), held(now, offer)));
    }

    void remove(Collection<OfferId> answered) {
        answered.forEach(offers::remove);
    }

    void clear() {
        offers.clear();
    }

    List<FleetStatus.HeldOffer> offers() {
        return List.copyOf(offers.values());
    }

    private static FleetStatus.HeldOffer held(Instant now, Offer offer) {
        var resources = new TreeMap<String, String>();
        offer.resources()
                .forEach(resource -> resources.merge(name(resource), text(resource.value()), (a, b) -> a + " + " + b));
        return new FleetStatus.HeldOffer(
                offer.id().value(), offer.agent().value(), offer.hostname(), offer.role(), now, resources);
    }

    private static String name(Resource resource) {
        return resource.reservations().isEmpty() ? resource.name() : resource.name() + " (reserved)";
    }

    private static String text(Resource.Value value) {
        if (value instanceof Resource.Scalar scalar) {
            return scalar.amount().toString();
        }
        return ((Resource.Ranges) value)
                .ranges().stream()
                        .map(range -> range.begin() + "-" + range.end())
                        .collect(Collectors.joining(", "));
    }
}
