/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.Resource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What rules mean, written down again as simply as possible: strings, lists and no cleverness. */
final class ReferenceRules {
    private final Offer candidate;
    private final List<Offer> placed;

    /** @param placed for each worker that is placed an offer of its agent */
    ReferenceRules(Offer candidate, List<Offer> placed) {
        this.candidate = candidate;
        this.placed = placed;
    }

    boolean holds(Rule rule) {
        if (rule instanceof Rule.All all) {
            return all.parts().stream().allMatch(this::holds);
        }
        if (rule instanceof Rule.AnyOf any) {
            return any.parts().stream().anyMatch(this::holds);
        }
        if (rule instanceof Rule.Not not) {
            return !holds(not.part());
        }
        if (rule instanceof Rule.Unlike unlike) {
            var value = value(unlike.field(), candidate);
            return value == null || !value.matches(unlike.regex());
        }
        return holdsWithValue(rule);
    }

    private boolean holdsWithValue(Rule rule) {
        if (rule instanceof Rule.Is is) {
            return is(is.field(), is.value());
        }
        if (rule instanceof Rule.HostAttribute attribute) {
            return attribute.value().equals(value(attribute.field(), candidate));
        }
        if (rule instanceof Rule.Like like) {
            var value = value(like.field(), candidate);
            return value != null && value.matches(like.regex());
        }
        if (rule instanceof Rule.Cluster cluster) {
            var counts = counts(cluster.field());
            var value = value(cluster.field(), candidate);
            return cluster.value().isPresent()
                    ? is(cluster.field(), cluster.value().get())
                    : value != null && (counts.isEmpty() || counts.keySet().equals(Set.of(value)));
        }
        if (rule instanceof Rule.Unique unique) {
            return isBelow(unique.field(), 1);
        }
        if (rule instanceof Rule.MaxPer max) {
            return isBelow(max.field(), max.most());
        }
        var group = (Rule.GroupBy) rule;
        var counts = counts(group.field());
        var value = value(group.field(), candidate);
        if (value == null || !counts.containsKey(value)) {
            return value != null;
        }
        var fewest = counts.values().stream().mapToLong(count -> count).min().orElseThrow();
        return counts.size() >= group.least() && counts.get(value) == fewest;
    }

    private boolean isBelow(Field field, int most) {
        var value = value(field, candidate);
        return value != null && counts(field).getOrDefault(value, 0L) < most;
    }

    private Map<String, Long> counts(Field field) {
        return placed.stream()
                .map(offer -> value(field, offer))
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(value -> value, LinkedHashMap::new, Collectors.counting()));
    }

    private boolean is(Field field, String wanted) {
        var value = value(field, candidate);
        if (value == null || value.equals(wanted)) {
            return value != null;
        }
        if (wanted.matches("[0-9.]+")) {
            return value.equals(new BigDecimal(wanted).stripTrailingZeros().toPlainString());
        }
        if (wanted.startsWith("{")) {
            var items = wanted.substring(1, wanted.length() - 1).split(",");
            return value.equals("{" + String.join(",", new TreeSet<>(List.of(items))) + "}");
        }
        return false;
    }

    private static String value(Field field, Offer offer) {
        switch (field.kind()) {
            case HOSTNAME:
                return offer.hostname();
            case REGION:
                return offer.domain().map(Offer.Domain::region).orElse(null);
            case ZONE:
                return offer.domain().map(Offer.Domain::zone).orElse(null);
            case TEXT:
                return offer.attributes().stream()
                        .filter(attribute -> attribute.name().equals(field.name()))
                        .reduce((first, second) -> second)
                        .filter(attribute -> attribute.value() instanceof Attribute.Text)
                        .map(attribute -> text(attribute.value()))
                        .orElse(null);
            default:
                return offer.attributes().stream()
                        .filter(attribute -> attribute.name().equals(field.name()))
                        .findFirst()
                        .map(attribute -> text(attribute.value()))
                        .orElse(null);
        }
    }

    private static String text(Attribute.Value value) {
        if (value instanceof Attribute.Text text) {
            return text.value();
        }
        if (value instanceof Attribute.Number number) {
            return BigDecimal.valueOf(number.value().millis(), 3)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (value instanceof Attribute.Items items) {
            return "{" + String.join(",", new TreeSet<>(items.items())) + "}";
        }
        return ((Attribute.Intervals) value)
                .ranges().stream()
                        .map(range -> range.begin() + "-" + range.end())
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** How much of a resource these offers have, in thousandths (ports: in ones). */
    static long offered(List<Offer> offers, String resource) {
        return offers.stream()
                .flatMap(offer -> offer.resources().stream())
                .filter(part -> part.name().equals(resource))
                .mapToLong(ReferenceRules::size)
                .sum();
    }

    static long size(Resource resource) {
        if (resource.value() instanceof Resource.Scalar scalar) {
            return scalar.amount().millis();
        }
        return ((Resource.Ranges) resource.value())
                .ranges().stream()
                        .mapToLong(range -> range.end() - range.begin() + 1)
                        .sum();
    }

    /** The amount of thousandths or ports as it is told to people. */
    static Amount told(String resource, long size) {
        return resource.equals("ports") ? new Amount(size * 1000) : new Amount(size);
    }
}
