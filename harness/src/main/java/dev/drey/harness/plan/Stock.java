/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources of an agent from which some are taken; nothing in it ever gets less than nothing. */
final class Stock {
    private final Map<Key, Resource.Value> values = new LinkedHashMap<>();

    private record Key(String name, List<Reservation> reservations) {
        private static Key of(Resource resource) {
            return new Key(resource.name(), resource.reservations());
        }

        private Optional<String> owner() {
            return reservations.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reservations.get(reservations.size() - 1).role());
        }
    }

    /* What could be taken leaves this; what could not is the rest. */
    private record Taken(Optional<Resource.Value> left, Optional<Resource.Value> rest) {}

    Stock(List<Resource> resources) {
        resources.forEach(resource -> values.merge(Key.of(resource), resource.value(), Stock::sum));
    }

    List<Resource> left() {
        return values.entrySet().stream()
                .map(entry -> new Resource(
                        entry.getKey().name(), entry.getValue(), entry.getKey().reservations()))
                .toList();
    }

    /** Takes away what somebody has. */
    void take(Claim claim) {
        for (var resource : claim.resources()) {
            if (claim.isExact()) {
                take(resource);
            } else {
                take(resource, claim.role());
            }
        }
    }

    /** Takes this, with these reservations. */
    void take(Resource resource) {
        take(Key.of(resource), resource.value());
    }

    /* How it is reserved is not known: likely as the role of its user prefers it. */
    private void take(Resource resource, String role) {
        var keys = values.keySet().stream()
                .filter(key -> key.name().equals(resource.name()))
                .sorted(Comparator.comparingInt(key -> distance(key, role)))
                .toList();
        var rest = Optional.of(resource.value());
        for (var key : keys) {
            if (rest.isPresent()) {
                rest = take(key, rest.get());
            }
        }
    }

    /* Reserved for the role itself, then for one above it, then not at all; last what others have reserved. */
    private static int distance(Key key, String role) {
        if (key.owner().isEmpty()) {
            return Integer.MAX_VALUE - 1;
        }
        var owner = key.owner().get();
        var isUsable = role.equals(owner) || role.startsWith(owner + "/");
        return isUsable ? role.length() - owner.length() : Integer.MAX_VALUE;
    }

    private Optional<Resource.Value> take(Key key, Resource.Value wanted) {
        if (!values.containsKey(key)) {
            return Optional.of(wanted);
        }
        var taken = minus(values.get(key), wanted);
        taken.left().ifPresentOrElse(left -> values.put(key, left), () -> values.remove(key));
        return taken.rest();
    }

    private static Resource.Value sum(Resource.Value one, Resource.Value other) {
        if (one instanceof Resource.Scalar scalar && other instanceof Resource.Scalar more) {
            return new Resource.Scalar(scalar.amount().plus(more.amount()));
        }
        var ranges = new ArrayList<>(ranges(one));
        ranges(ranges(other), ranges(one)).ifPresent(added -> ranges.addAll(ranges(added)));
        return new Resource.Ranges(ranges);
    }

    private static Taken minus(Resource.Value from, Resource.Value wanted) {
        if (from instanceof Resource.Scalar scalar && wanted instanceof Resource.Scalar amount) {
            return new Taken(
                    scalar(scalar.amount().minus(amount.amount())),
                    scalar(amount.amount().minus(scalar.amount())));
        }
        return new Taken(ranges(ranges(from), ranges(wanted)), ranges(ranges(wanted), ranges(from)));
    }

    private static Optional<Resource.Value> scalar(Optional<Amount> amount) {
        return amount.filter(left -> !left.isZero()).map(Resource.Scalar::new);
    }

    private static List<Resource.Range> ranges(Resource.Value value) {
        return value instanceof Resource.Ranges ranges ? ranges.ranges() : List.of();
    }

    private static Optional<Resource.Value> ranges(List<Resource.Range> from, List<Resource.Range> taken) {
        var left = from;
        for (var cut : taken) {
            left = left.stream().flatMap(range -> without(range, cut).stream()).toList();
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new Resource.Ranges(left));
    }

    private static List<Resource.Range> without(Resource.Range range, Resource.Range cut) {
        if (cut.end() < range.begin() || cut.begin() > range.end()) {
            return List.of(range);
        }
        var parts = new ArrayList<Resource.Range>();
        if (cut.begin() > range.begin()) {
            parts.add(new Resource.Range(range.begin(), cut.begin() - 1));
        }
        if (cut.end() < range.end()) {
            parts.add(new Resource.Range(cut.end() + 1, range.end()));
        }
        return parts;
    }
}
