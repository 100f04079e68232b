/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Check;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of (state, event) pairs, each with the next state and what to do. */
final class Transitions<S extends Enum<S>, E extends Enum<E>, A> {
    private final Map<S, Map<E, Step<S, A>>> table;

    /** Where a transition leads and what it asks for. */
    record Step<S, A>(S next, A doing) {}

    private Transitions(Map<S, Map<E, Step<S, A>>> table) {
        this.table = table;
    }

    /** Empty if the pair is not listed, that is, believed to be impossible. */
    Optional<Step<S, A>> of(S state, E event) {
        return Optional.ofNullable(table.getOrDefault(state, Map.of()).get(event));
    }

    /** Collects a table line by line; a pair listed twice is a bug. */
    static final class Builder<S extends Enum<S>, E extends Enum<E>, A> {
        private final Class<E> events;
        private final A nothing;
        private final Map<S, Map<E, Step<S, A>>> table;
        private S from;

        Builder(Class<S> states, Class<E> events, A nothing) {
            this.events = events;
            this.nothing = nothing;
            this.table = new EnumMap<>(states);
        }

        Builder<S, E, A> from(S state) {
            from = state;
            return this;
        }

        Builder<S, E, A> to(S next, A doing, List<E> on) {
            on.forEach(event -> {
                var before = table.computeIfAbsent(from, state -> new EnumMap<>(events))
                        .put(event, new Step<>(next, doing));
                Check.that(before == null, "%s on %s is listed twice", from, event);
            });
            return this;
        }

        Builder<S, E, A> stay(List<E> on) {
            return to(from, nothing, on);
        }

        Transitions<S, E, A> build() {
            return new Transitions<>(table);
        }
    }
}
