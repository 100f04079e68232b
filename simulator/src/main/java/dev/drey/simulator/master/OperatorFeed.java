/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;

/** Tells operators who subscribed what becomes of agents, frameworks and tasks. */
final class OperatorFeed {
    private static final Duration HEARTBEAT = Duration.ofSeconds((long) Events.HEARTBEAT_SECONDS);
    private static final int MAX_STREAMS = 1000;

    private final MasterState state;
    private final List<OperatorStream> streams = new ArrayList<>();

    OperatorFeed(MasterState state) {
        this.state = state;
    }

    /** Starts with all there is; the oldest stream ends if there are too many. */
    void add(OperatorStream stream) {
        streams.add(stream);
        if (streams.size() > MAX_STREAMS) {
            streams.remove(0).close();
        }
        var event = Event.newBuilder().setType(Event.Type.SUBSCRIBED);
        event.getSubscribedBuilder()
                .setGetState(new OperatorReads(new Views(state).view()).state())
                .setHeartbeatIntervalSeconds(Events.HEARTBEAT_SECONDS);
        stream.send(event.build());
        beat(stream);
    }

    void remove(OperatorStream stream) {
        streams.remove(stream);
    }

    /** The master process died. */
    void cut() {
        streams.forEach(OperatorStream::close);
        streams.clear();
    }

    void agentAdded(Agent agent) {
        tell(Event.Type.AGENT_ADDED, () -> {
            var event = Event.newBuilder();
            event.getAgentAddedBuilder().setAgent(OperatorShapes.agent(new Views(state).agent(agent)));
            return event;
        });
    }

    /** Not for agents that are unreachable or gone. */
    void agentRemoved(AgentID agent) {
        tell(Event.Type.AGENT_REMOVED, () -> {
            var event = Event.newBuilder();
            event.getAgentRemovedBuilder().setAgentId(agent);
            return event;
        });
    }

    void frameworkAdded(Framework framework) {
        tell(Event.Type.FRAMEWORK_ADDED, () -> {
            var event = Event.newBuilder();
            event.getFrameworkAddedBuilder()
                    .setFramework(OperatorShapes.framework(new Views(state).framework(framework)));
            return event;
        });
    }

    void frameworkUpdated(Framework framework) {
        tell(Event.Type.FRAMEWORK_UPDATED, () -> {
            var event = Event.newBuilder();
            event.getFrameworkUpdatedBuilder()
                    .setFramework(OperatorShapes.framework(new Views(state).framework(framework)));
            return event;
        });
    }

    void frameworkRemoved(Framework framework) {
        tell(Event.Type.FRAMEWORK_REMOVED, () -> {
            var event = Event.newBuilder();
            event.getFrameworkRemovedBuilder().setFrameworkInfo(framework.info);
            return event;
        });
    }

    void taskAdded(Task task) {
        tell(Event.Type.TASK_ADDED, () -> {
            var event = Event.newBuilder();
            event.getTaskAddedBuilder().setTask(OperatorShapes.task(Views.task(task)));
            return event;
        });
    }

    void taskUpdated(Task task, TaskStatus status) {
        tell(Event.Type.TASK_UPDATED, () -> {
            var event = Event.newBuilder();
            event.getTaskUpdatedBuilder()
                    .setFrameworkId(task.framework())
                    .setStatus(status)
                    .setState(task.state());
            return event;
        });
    }

    private void tell(Event.Type type, Supplier<Event.Builder> event) {
        if (!streams.isEmpty()) {
            var built = event.get().setType(type).build();
            List.copyOf(streams).forEach(stream -> stream.send(built));
        }
    }

    private void beat(OperatorStream stream) {
        if (streams.contains(stream)) {
            stream.send(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
            state.timeline.after(HEARTBEAT, "operator heartbeat", () -> beat(stream));
        }
    }
}
