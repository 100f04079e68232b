/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is served, by path. A path is only looked up, never resolved against a file system. */
final class Shelf {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * An artifact and what must be in front of its path to get it.
     *
     * @param path as it was registered, which may be logged: the token is not in it
     */
    record Entry(String path, PathToken token, Artifact artifact) {}

    /** What the target of a request leads to. */
    record Found(Optional<Entry> entry, boolean isWellFormed) {}

    void put(Entry entry) {
        ArtifactPath.check(entry.path());
        if (entries.putIfAbsent(entry.path(), entry) != null) {
            throw new IllegalArgumentException("an artifact is served as " + entry.path() + " already");
        }
    }

    void remove(String path) {
        entries.remove(path);
    }

    /** Looks a target up: an absolute path, or with scheme and host before it (RFC 9112, 3.2). */
    Found find(String target) {
        var raw = target.replaceFirst("^https?://[^/]*", "").replaceFirst("[?#].*$", "");
        int end = raw.indexOf('/', 1);
        if (!raw.startsWith("/") || end < 0) {
            return new Found(Optional.empty(), raw.startsWith("/"));
        }
        var path = ArtifactPath.decode(raw.substring(end + 1));
        var entry = path.flatMap(known -> Optional.ofNullable(entries.get(known)))
                .filter(known -> known.token().matches(raw.substring(1, end)));
        return new Found(entry, path.isPresent());
    }
}
