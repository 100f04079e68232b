/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.harness.scenario.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value of a scenario file that was checked against its type: gives what is in it. */
record Entry(Node node) {

    boolean isPlain() {
        return node instanceof ScalarNode;
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    Entry get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("the key '" + key + "' was not checked"));
    }

    Optional<Entry> find(String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .findFirst()
                        .map(entry -> new Entry(entry.getValueNode()))
                : Optional.empty();
    }

    /** The entries of a list; none if the key is not there. */
    List<Entry> list(String key) {
        return find(key).map(Entry::items).orElse(List.of());
    }

    List<Entry> items() {
        var items = new ArrayList<Entry>();
        ((SequenceNode) node).getValue().forEach(item -> items.add(new Entry(item)));
        return items;
    }

    /** The entries of a mapping with whatever keys, in the order of the file; none if the key is not there. */
    Map<String, Entry> map(String key) {
        var entries = new LinkedHashMap<String, Entry>();
        find(key).ifPresent(found -> ((MappingNode) found.node)
                .getValue()
                .forEach(entry ->
                        entries.put(((ScalarNode) entry.getKeyNode()).getValue(), new Entry(entry.getValueNode()))));
        return entries;
    }

    String text() {
        return ((ScalarNode) node).getValue();
    }

    String text(String key, String otherwise) {
        return find(key).map(Entry::text).orElse(otherwise);
    }

    int count() {
        return Integer.parseInt(text());
    }

    Duration duration() {
        return Units.duration(text()).orElseThrow();
    }

    double rate() {
        return Units.rate(text()).orElseThrow();
    }

    long memory() {
        return Units.memory(text()).orElseThrow();
    }

    Condition condition() {
        return Condition.parse(text());
    }
}
