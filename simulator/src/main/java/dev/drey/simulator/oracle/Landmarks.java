/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Finds the situations of {@link Sometimes} in what crosses the seam. */
final class Landmarks {
    private static final Set<TaskState> GIVEN_UP =
            EnumSet.of(TaskState.TASK_UNREACHABLE, TaskState.TASK_LOST, TaskState.TASK_UNKNOWN, TaskState.TASK_DROPPED);

    private final Consumer<Sometimes> reached;
    private final Map<String, TaskState> states = new LinkedHashMap<>();
    private final Set<ByteString> updates = new LinkedHashSet<>();
    private final Set<OfferID> accepted = new LinkedHashSet<>();

    Landmarks(Consumer<Sometimes> reached) {
        this.reached = reached;
    }

    void observe(Observation seen, Witness witness) {
        if (seen instanceof Observation.Delivered delivered) {
            onEvent(delivered.event(), witness);
        } else if (seen instanceof Observation.Called called && called.call().hasAccept()) {
            accepted.addAll(called.call().getAccept().getOfferIdsList());
        } else if (seen instanceof Observation.Refused) {
            reached.accept(Sometimes.CALL_ON_OLD_CONNECTION);
        }
    }

    private void onEvent(Event event, Witness witness) {
        switch (event.getType()) {
            case UPDATE -> onUpdate(event.getUpdate().getStatus(), witness);
            case RESCIND -> mark(accepted.contains(event.getRescind().getOfferId()), Sometimes.RESCIND_AFTER_ACCEPT);
            case FAILURE -> reached.accept(Sometimes.AGENT_FAILURE);
            case SUBSCRIBED -> mark(!witness.remembered().isEmpty(), Sometimes.RESUBSCRIBED_WITH_TASKS);
            case ERROR -> {
                String message = event.getError().getMessage();
                mark(message.contains("failed over"), Sometimes.SUPERSEDED);
                mark(message.contains("removed"), Sometimes.REMOVED);
            }
            default -> {}
        }
    }

    private void onUpdate(TaskStatus status, Witness witness) {
        String task = status.getTaskId().getValue();
        var before = states.put(task, status.getState());
        mark(!witness.remembered().contains(task), Sometimes.UPDATE_FOR_UNKNOWN_TASK);
        mark(status.hasUuid() && !updates.add(status.getUuid()), Sometimes.UPDATE_TWICE);
        mark(
                before != null && GIVEN_UP.contains(before) && status.getState() == TaskState.TASK_RUNNING,
                Sometimes.TASK_CAME_BACK);
        mark(status.getReason() == TaskStatus.Reason.REASON_INVALID_OFFERS, Sometimes.LAUNCH_ON_VOID_OFFER);
    }

    private void mark(boolean holds, Sometimes mark) {
        if (holds) {
            reached.accept(mark);
        }
    }
}
