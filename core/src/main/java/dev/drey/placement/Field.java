/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import java.util.Optional;

/**
 * What a rule looks at on an agent: its host name, its fault domain's region or zone, or an attribute.
 *
 * @param name how it is written: {@code hostname}, {@code @region}, {@code @zone} or the name of the attribute
 */
public record Field(Kind kind, String name) {
    private static final String HOSTNAME = "hostname";

    /** The sources of a value. */
    public enum Kind {
        HOSTNAME,
        REGION,
        ZONE,
        ATTRIBUTE,
        /** An attribute of type text; of several of one name the last counts, as it did in Flink 1.13. */
        TEXT
    }

    /** The field of this name, as Marathon spells them. */
    public static Field of(String name) {
        return switch (name) {
            case HOSTNAME, "@hostname" -> new Field(Kind.HOSTNAME, HOSTNAME);
            case "@region" -> new Field(Kind.REGION, name);
            case "@zone" -> new Field(Kind.ZONE, name);
            default -> new Field(Kind.ATTRIBUTE, name);
        };
    }

    /** What {@code mesos.constraints.hard.hostattribute} looks at: HOSTNAME, or a text attribute of this name. */
    public static Field ofHostAttribute(String name) {
        return name.equals("HOSTNAME") ? new Field(Kind.HOSTNAME, HOSTNAME) : new Field(Kind.TEXT, name);
    }

    /* Of several attributes of one name the first counts, as in the master's own offer constraints. */
    /** The value as text (see {@link ValueText}), or empty if the agent has none. */
    public Optional<String> on(Offer offer) {
        return switch (kind) {
            case HOSTNAME -> Optional.of(offer.hostname());
            case REGION -> offer.domain().map(Offer.Domain::region);
            case ZONE -> offer.domain().map(Offer.Domain::zone);
            case ATTRIBUTE -> attribute(offer);
            case TEXT -> text(offer);
        };
    }

    private Optional<String> attribute(Offer offer) {
        for (Attribute attribute : offer.attributes()) {
            if (attribute.name().equals(name)) {
                return Optional.of(ValueText.of(attribute.value()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> text(Offer offer) {
        var last = Optional.<String>empty();
        for (Attribute attribute : offer.attributes()) {
            if (attribute.name().equals(name)) {
                last = attribute.value() instanceof Attribute.Text text ? Optional.of(text.value()) : Optional.empty();
            }
        }
        return last;
    }

    @Override
    public String toString() {
        return Quoting.field(name);
    }
}
