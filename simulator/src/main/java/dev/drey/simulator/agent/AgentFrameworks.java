/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** The frameworks an agent has heard of, until the master removes them. */
final class AgentFrameworks {
    private final Map<String, AgentFramework> frameworks = new LinkedHashMap<>();

    /** The framework with its newest data. */
    AgentFramework learn(FrameworkInfo info) {
        var framework = frameworks.computeIfAbsent(info.getId().getValue(), ignored -> new AgentFramework(info));
        framework.update(info);
        return framework;
    }

    Optional<AgentFramework> find(FrameworkID id) {
        return Optional.ofNullable(frameworks.get(id.getValue()));
    }

    /** Stands in for a framework the agent has no data of; without them it counts as one without capabilities. */
    AgentFramework unknown(FrameworkID id) {
        return new AgentFramework(
                FrameworkInfo.newBuilder().setId(id).setUser("").setName("").build());
    }

    List<AgentFramework> all() {
        return new ArrayList<>(frameworks.values());
    }

    /** Forgets a removed framework once its last executor is gone. */
    void removeIfIdle(AgentFramework framework) {
        if (framework.isTerminating() && framework.executors().isEmpty()) {
            frameworks.remove(framework.id());
        }
    }

    boolean areIdle() {
        return frameworks.values().stream()
                .allMatch(framework -> framework.executors().isEmpty());
    }
}
