/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.LiveCluster.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be done to a live cluster, by name. */
final class Faults {
    private static final Map<String, Fault> ALL = new LinkedHashMap<>();

    static {
        ALL.put("kill-agent", LiveCluster::killAgent);
        ALL.put("start-agent", LiveCluster::startAgent);
        ALL.put("stop-agent-gracefully", LiveCluster::stopAgent);
        ALL.put("wipe-agent", LiveCluster::wipeAgent);
        ALL.put("pause-agent", LiveCluster::pauseAgent);
        ALL.put("resume-agent", LiveCluster::resumeAgent);
        ALL.put("partition-agent", (cluster, agent) -> {
            cluster.cutAgent(agent, Direction.TO_MASTER);
            cluster.cutAgent(agent, Direction.FROM_MASTER);
        });
        ALL.put("partition-agent-to-master", (cluster, agent) -> cluster.cutAgent(agent, Direction.TO_MASTER));
        ALL.put("partition-agent-from-master", (cluster, agent) -> cluster.cutAgent(agent, Direction.FROM_MASTER));
        ALL.put("heal-agent", LiveCluster::mendAgent);
        ALL.put("drain-agent", Faults::drain);
        ALL.put("reactivate-agent", Faults::reactivate);
        ALL.put("kill-master", LiveCluster::stopMaster);
        ALL.put("start-master", LiveCluster::startMaster);
        ALL.put("restart-master", (running, master) -> {
            running.stopMaster(master);
            running.startMaster(master);
        });
    }

    private Faults() {}

    /** Something that happens to one master or agent. */
    private interface Fault {
        void happen(LiveCluster cluster, int index) throws CannotStartException, ControlException;
    }

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Lets it happen; returns when it has. */
    static void inflict(LiveCluster cluster, String action, String index) throws ControlException {
        var fault = Optional.ofNullable(ALL.get(action));
        if (fault.isEmpty()) {
            throw new ControlException(
                    "There is no '" + action + "': expecting one of " + String.join(", ", names()) + " with an index.");
        }
        int members = action.endsWith("-master") && !action.startsWith("partition")
                ? cluster.masterUrls().size()
                : cluster.agentPorts().size();
        if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= members) {
            throw new ControlException("There is no number " + index + ": there are " + members + ", the first is 0.");
        }
        try {
            fault.get().happen(cluster, Integer.parseInt(index));
        } catch (CannotStartException e) {
            throw new ControlException(e.getMessage(), e);
        }
    }

    /** Undoes everything: all masters and agents run and reach each other. */
    static void heal(LiveCluster cluster) throws ControlException {
        try {
            for (int i = 0; i < cluster.masterUrls().size(); i++) {
                cluster.startMaster(i);
            }
            for (int i = 0; i < cluster.agentPorts().size(); i++) {
                cluster.resumeAgent(i);
                cluster.mendAgent(i);
                cluster.startAgent(i);
            }
        } catch (CannotStartException e) {
            throw new ControlException(e.getMessage(), e);
        }
    }

    private static void drain(LiveCluster cluster, int agent) throws ControlException {
        told(cluster.drainAgent(agent));
    }

    private static void reactivate(LiveCluster cluster, int agent) throws ControlException {
        told(cluster.reactivateAgent(agent));
    }

    private static void told(Optional<String> refusal) throws ControlException {
        if (refusal.isPresent()) {
            throw new ControlException("The master refuses: " + refusal.get() + ".");
        }
    }
}
