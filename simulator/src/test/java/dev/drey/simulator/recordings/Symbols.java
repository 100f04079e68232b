/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ids of one run and the symbols that stand for them, numbered by kind in the order of their appearance. */
final class Symbols {
    private static final int SHORTEST_IN_TEXT = 9;

    private final Map<String, String> symbols = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** The symbol of an id, a new one if it was never seen. */
    String of(String kind, String id) {
        return symbols.computeIfAbsent(id, ignored -> kind + (counts.merge(kind, 1, Integer::sum) - 1));
    }

    /** The id that a symbol stands for. */
    Optional<String> id(String symbol) {
        return symbols.entrySet().stream()
                .filter(entry -> entry.getValue().equals(symbol))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A text with symbols in place of the ids in it. */
    String in(String text) {
        var result = text;
        var ids = symbols.keySet().stream()
                .filter(id -> id.length() >= SHORTEST_IN_TEXT)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var id : ids) {
            result = result.replace(id, symbols.get(id));
        }
        return result;
    }
}
