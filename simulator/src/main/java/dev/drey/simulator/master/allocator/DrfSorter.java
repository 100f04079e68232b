/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts clients into the order of weighted dominant resource fairness.
 *
 * <p>Clients are paths: roles such as {@code a/b}, or the ids of frameworks. Siblings are compared by the sums of their
 * subtrees: lower share first, then the one chosen less often, then the lesser path. What is allocated to
 * inactive clients counts in the sums; they are only left out of the order.
 */
final class DrfSorter {
    /* A role with sub-roles competes with them through a virtual leaf of this name, whose weight is always 1. */
    private static final String VIRTUAL_LEAF = "/.";

    private static final Comparator<Node> FAIRNESS = Comparator.comparingDouble((Node node) -> node.share)
            .thenComparingLong(node -> node.count)
            .thenComparing(node -> node.path);

    private final Shares shares;
    private final SortedMap<String, Client> clients = new TreeMap<>();
    private final SortedMap<String, Long> subtreeCounts = new TreeMap<>();
    private List<String> order = List.of();
    private long orderedAt = -1;

    DrfSorter(Shares shares) {
        this.shares = shares;
    }

    /** Adds a client, inactive; nothing happens if it is there. */
    void add(String path) {
        orderedAt = -1;
        clients.computeIfAbsent(path, key -> new Client());
    }

    void remove(String path) {
        orderedAt = -1;
        clients.remove(path);
        subtreeCounts.keySet().removeIf(prefix -> clients.keySet().stream().noneMatch(known -> isIn(known, prefix)));
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    void setActive(String path, boolean active) {
        orderedAt = -1;
        clients.get(path).active = active;
    }

    void allocated(String path, Map<String, Long> scalars) {
        orderedAt = -1;
        var client = clients.get(path);
        client.count++;
        scalars.forEach((name, millis) -> client.allocated.merge(name, millis, Long::sum));
        for (String prefix : prefixes(path)) {
            subtreeCounts.merge(prefix, 1L, Long::sum);
        }
    }

    void unallocated(String path, Map<String, Long> scalars) {
        orderedAt = -1;
        var allocated = clients.get(path).allocated;
        scalars.forEach((name, millis) -> allocated.merge(name, -millis, Long::sum));
    }

    /** The share of a client before it is divided by weights, for metrics. */
    double dominantShare(String path) {
        return shares.dominant(clients.get(path).allocated);
    }

    /** Whether any client is active. */
    boolean hasActive() {
        return clients.values().stream().anyMatch(client -> client.active);
    }

    /** The active clients, the one to serve first in front. */
    List<String> sort() {
        if (orderedAt != shares.changes()) {
            var root = new Node("");
            clients.forEach((path, client) -> insert(root, path, client));
            var sorted = new ArrayList<String>();
            visit(root, sorted);
            order = List.copyOf(sorted);
            orderedAt = shares.changes();
        }
        return order;
    }

    private void insert(Node root, String path, Client client) {
        var node = root;
        for (String prefix : prefixes(path)) {
            node = node.children.computeIfAbsent(prefix, Node::new);
            node.add(client.allocated);
        }
        node.client = client;
    }

    private void visit(Node parent, List<String> sorted) {
        var siblings = new ArrayList<>(parent.children.values());
        if (parent.client != null) {
            var leaf = new Node(parent.path + VIRTUAL_LEAF);
            leaf.client = parent.client;
            leaf.add(parent.client.allocated);
            siblings.add(leaf);
        }
        siblings.forEach(this::rate);
        siblings.sort(FAIRNESS);
        for (Node node : siblings) {
            if (!node.children.isEmpty()) {
                visit(node, sorted);
            } else if (node.client.active) {
                sorted.add(node.isVirtual() ? parent.path : node.path);
            }
        }
    }

    private void rate(Node node) {
        node.share = shares.dominant(node.allocated) / (node.isVirtual() ? 1.0 : shares.weight(node.path));
        node.count = node.children.isEmpty() ? node.client.count : subtreeCounts.getOrDefault(node.path, 0L);
    }

    private static List<String> prefixes(String path) {
        var prefixes = new ArrayList<String>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            prefixes.add(path.substring(0, slash));
        }
        prefixes.add(path);
        return prefixes;
    }

    private static boolean isIn(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static final class Client {
        private final Map<String, Long> allocated = new TreeMap<>();
        private boolean active;
        private long count;
    }

    private static final class Node {
        private final String path;
        private final SortedMap<String, Node> children = new TreeMap<>();
        private final Map<String, Long> allocated = new TreeMap<>();
        private Client client;
        private double share;
        private long count;

        private Node(String path) {
            this.path = path;
        }

        private void add(Map<String, Long> scalars) {
            scalars.forEach((name, millis) -> allocated.merge(name, millis, Long::sum));
        }

        private boolean isVirtual() {
            return path.endsWith(VIRTUAL_LEAF);
        }
    }
}
