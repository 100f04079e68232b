/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;

/** All frameworks the master knows, and the last few it removed. */
final class Frameworks {
    private final Map<String, Framework> known = new LinkedHashMap<>();
    private final Map<String, Framework> completed = new LinkedHashMap<>();
    private final int maxCompleted;

    Frameworks(int maxCompleted) {
        this.maxCompleted = maxCompleted;
    }

    void add(Framework framework) {
        known.put(framework.id().getValue(), framework);
    }

    Optional<Framework> find(FrameworkID id) {
        return Optional.ofNullable(known.get(id.getValue()));
    }

    Optional<Framework> findByStream(String streamId) {
        return known.values().stream()
                .filter(framework -> framework.streamId().equals(Optional.of(streamId)))
                .findFirst();
    }

    boolean isCompleted(FrameworkID id) {
        return completed.containsKey(id.getValue());
    }

    void complete(Framework framework) {
        var id = framework.id().getValue();
        known.remove(id);
        completed.put(id, framework);
        while (completed.size() > maxCompleted) {
            completed.remove(completed.keySet().iterator().next());
        }
    }

    List<Framework> all() {
        return new ArrayList<>(known.values());
    }

    List<Framework> connected() {
        return known.values().stream().filter(Framework::isConnected).toList();
    }

    List<Framework> completed() {
        return new ArrayList<>(completed.values());
    }
}
