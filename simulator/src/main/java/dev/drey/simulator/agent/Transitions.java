/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.EnumMap;
import java.util.Map;

/**
 * A life cycle as a table: what each event means in each state. A pair that is not listed must not happen.
 *
 * @param <S> states
 * @param <E> events
 * @param <A> what is done on the way
 */
final class Transitions<S extends Enum<S>, E extends Enum<E>, A> {

    /** Where an event leads and what is done about it. */
    record Step<S, A>(S to, A action) {}

    private final Class<E> events;
    private final A nothing;
    private final Map<S, Map<E, Step<S, A>>> steps;

    Transitions(Class<S> states, Class<E> events, A nothing) {
        this.events = events;
        this.nothing = nothing;
        this.steps = new EnumMap<>(states);
    }

    Transitions<S, E, A> on(S from, E event, S to, A action) {
        steps.computeIfAbsent(from, ignored -> new EnumMap<>(events)).put(event, new Step<>(to, action));
        return this;
    }

    /** Lists events that change nothing in this state. */
    @SafeVarargs
    final Transitions<S, E, A> ignoring(S from, E... unimportant) {
        for (var event : unimportant) {
            on(from, event, from, nothing);
        }
        return this;
    }

    Step<S, A> step(S from, E event) {
        var step = steps.getOrDefault(from, Map.of()).get(event);
        if (step == null) {
            throw new IllegalStateException("no answer to " + event + " in " + from);
        }
        return step;
    }
}
