/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Which situations were reached: (state of the task as the scheduler last heard it) x (event) x (state of the
 * connection), and the marks of {@link Sometimes}.
 */
public final class Coverage implements Oracle {
    private final Map<String, String> states = new LinkedHashMap<>();
    private final TreeMap<String, Integer> situations = new TreeMap<>();
    private final TreeMap<Sometimes, Integer> marks = new TreeMap<>();
    private final ConnectionPhase phase = new ConnectionPhase();
    private final Landmarks landmarks = new Landmarks(mark -> marks.merge(mark, 1, Integer::sum));

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        phase.observe(seen, witness.now());
        landmarks.observe(seen, witness);
        if (seen instanceof Observation.Delivered delivered) {
            onEvent(delivered.event(), witness);
        }
    }

    /** How often each situation was reached, as {@code RUNNING x TASK_LOST x steady}. */
    public SortedMap<String, Integer> situations() {
        return new TreeMap<>(situations);
    }

    public SortedMap<Sometimes, Integer> marks() {
        return new TreeMap<>(marks);
    }

    private void onEvent(Event event, Witness witness) {
        if (event.hasUpdate()) {
            onUpdate(event.getUpdate().getStatus(), witness);
        } else if (event.getType() != Event.Type.HEARTBEAT) {
            count("-", event.getType().name(), witness);
        }
    }

    private void onUpdate(TaskStatus status, Witness witness) {
        String state = status.getState().name().replace("TASK_", "");
        String before = states.put(status.getTaskId().getValue(), state);
        String way = status.hasUuid() ? "" : " (told)";
        count(before == null ? "LAUNCHED" : before, state + way, witness);
    }

    private void count(String state, String event, Witness witness) {
        situations.merge(state + " x " + event + " x " + phase.name(witness.now()), 1, Integer::sum);
    }
}
