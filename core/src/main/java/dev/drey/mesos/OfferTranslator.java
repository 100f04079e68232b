/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.InverseOffer;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos;

/** Translates offers, leaving out resources that a worker cannot take. */
public final class OfferTranslator {
    private final String defaultRole;

    /** @param defaultRole the role of offers that name none: those to a framework without MULTI_ROLE */
    public OfferTranslator(String defaultRole) {
        this.defaultRole = defaultRole;
    }

    public Offer fromMesos(Protos.Offer offer) {
        var resources = offer.getResourcesList().stream()
                .flatMap(resource -> ResourceTranslator.fromMesos(resource).stream())
                .toList();
        return new Offer(
                new OfferId(offer.getId().getValue()),
                new AgentId(offer.getAgentId().getValue()),
                offer.getHostname(),
                role(offer),
                resources,
                attributes(offer.getAttributesList()),
                domain(offer),
                unavailability(offer));
    }

    private String role(Protos.Offer offer) {
        return offer.getAllocationInfo().hasRole() ? offer.getAllocationInfo().getRole() : defaultRole;
    }

    private static List<Attribute> attributes(List<Protos.Attribute> attributes) {
        return attributes.stream()
                .map(attribute -> new Attribute(attribute.getName(), value(attribute)))
                .toList();
    }

    private static Attribute.Value value(Protos.Attribute attribute) {
        return switch (attribute.getType()) {
            case SCALAR -> number(attribute.getScalar().getValue());
            case RANGES -> new Attribute.Intervals(ResourceTranslator.ranges(attribute.getRanges()));
            case SET -> new Attribute.Items(attribute.getSet().getItemList());
            case TEXT -> new Attribute.Text(attribute.getText().getValue());
        };
    }

    /* An amount is never negative, but a number in an attribute may be. */
    private static Attribute.Value number(double value) {
        return value >= 0 ? new Attribute.Number(Amount.of(value)) : new Attribute.Text(Double.toString(value));
    }

    private static Optional<Offer.Domain> domain(Protos.Offer offer) {
        if (!offer.getDomain().hasFaultDomain()) {
            return Optional.empty();
        }
        var domain = offer.getDomain().getFaultDomain();
        return Optional.of(
                new Offer.Domain(domain.getRegion().getName(), domain.getZone().getName()));
    }

    private static Optional<Offer.Unavailability> unavailability(Protos.Offer offer) {
        if (!offer.hasUnavailability()) {
            return Optional.empty();
        }
        return Optional.of(window(offer.getUnavailability()));
    }

    static InverseOffer inverse(Protos.InverseOffer offer) {
        var agent = offer.hasAgentId()
                ? Optional.of(new AgentId(offer.getAgentId().getValue()))
                : Optional.<AgentId>empty();
        return new InverseOffer(new OfferId(offer.getId().getValue()), agent, window(offer.getUnavailability()));
    }

    private static Offer.Unavailability window(Protos.Unavailability window) {
        var start = Instant.EPOCH.plusNanos(window.getStart().getNanoseconds());
        var duration = window.hasDuration()
                ? Optional.of(Duration.ofNanos(window.getDuration().getNanoseconds()))
                : Optional.<Duration>empty();
        return new Offer.Unavailability(start, duration);
    }
}
