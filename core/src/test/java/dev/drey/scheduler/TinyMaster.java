/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * As much of a Mesos master, with one agent, as it takes to launch, end, kill and reconcile tasks.
 *
 * <p>It insists that what is launched is recorded, and what is acknowledged as ended is not recorded any more.
 */
final class TinyMaster {
    private static final AgentId AGENT = new AgentId("a-1");

    private final Supplier<StoredState> store;
    private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    private final Set<TaskId> everLaunched = new LinkedHashSet<>();
    private final Set<OfferId> offers = new LinkedHashSet<>();
    private Optional<FrameworkId> framework = Optional.empty();
    private boolean subscribed;
    private boolean suppressed;
    private int counter;

    private static final class Task {
        private TaskState state = TaskState.RUNNING;
        private final Deque<TaskStatus> unacknowledged = new ArrayDeque<>();
    }

    TinyMaster(Supplier<StoredState> store) {
        this.store = store;
    }

    List<TaskId> running() {
        return tasks.entrySet().stream()
                .filter(entry -> entry.getValue().state == TaskState.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isEverythingAcknowledged() {
        return tasks.values().stream().allMatch(task -> task.unacknowledged.isEmpty());
    }

    void disconnect() {
        subscribed = false;
        offers.clear();
    }

    /** The process of the first running task ends by itself. */
    List<Input> failOne() {
        return running().isEmpty() ? List.of() : end(running().get(0), TaskState.FAILED);
    }

    /** What comes without being asked for: offers, and updates that were not acknowledged. */
    List<Input> tick() {
        var inputs = new ArrayList<Input>();
        if (subscribed) {
            tasks.values().stream()
                    .flatMap(task -> Optional.ofNullable(task.unacknowledged.peek()).stream())
                    .forEach(status -> inputs.add(new Input.StatusUpdate(status)));
            inputs.addAll(offer());
            inputs.add(new Input.Heartbeat());
        }
        return inputs;
    }

    List<Input> on(Call call) {
        if (call instanceof Call.Subscribe subscribe) {
            return subscribe(subscribe);
        } else if (!subscribed) {
            return List.of();
        } else if (call instanceof Call.Accept accept) {
            return accept(accept);
        } else if (call instanceof Call.Kill kill) {
            return kill(kill.task());
        } else if (call instanceof Call.Reconcile reconcile) {
            return reconcile(reconcile);
        } else if (call instanceof Call.Acknowledge acknowledge) {
            return acknowledge(acknowledge);
        } else if (call instanceof Call.Decline decline) {
            decline.offers().forEach(offers::remove);
        } else if (call instanceof Call.Suppress) {
            suppressed = true;
        } else if (call instanceof Call.Revive) {
            suppressed = false;
            return offer();
        }
        return List.of();
    }

    private List<Input> subscribe(Call.Subscribe subscribe) {
        disconnect();
        subscribed = true;
        suppressed = !subscribe.suppressedRoles().isEmpty();
        if (subscribe.id().isEmpty()) {
            assertThat(tasks).as("a new framework while the old one has tasks").isEmpty();
            framework = Optional.of(new FrameworkId("m-" + counter++));
        }
        var inputs = new ArrayList<Input>();
        inputs.add(new Input.Subscribed(framework.orElseThrow(), Story.HEARTBEAT));
        inputs.addAll(tick());
        return inputs;
    }

    private List<Input> offer() {
        if (suppressed || !offers.isEmpty()) {
            return List.of();
        }
        var offer = Story.offer("o-" + counter++, AGENT.value(), 8);
        offers.add(offer.id());
        return List.of(Story.offers(offer));
    }

    private List<Input> accept(Call.Accept accept) {
        var isValid = offers.containsAll(accept.offers());
        accept.offers().forEach(offers::remove);
        var inputs = new ArrayList<Input>();
        for (var launch : accept.launches()) {
            assertThat(everLaunched.add(launch.task()))
                    .as("launched twice: %s", launch)
                    .isTrue();
            assertThat(store.get().workers()).extracting(WorkerRecord::task).contains(launch.task());
            if (isValid) {
                tasks.put(launch.task(), new Task());
                inputs.addAll(send(launch.task(), TaskState.RUNNING));
            } else {
                inputs.add(answer(launch.task(), TaskState.DROPPED, "INVALID_OFFERS"));
            }
        }
        return inputs;
    }

    private List<Input> kill(TaskId id) {
        var task = tasks.get(id);
        if (task == null) {
            return List.of(answer(id, TaskState.GONE, "RECONCILIATION"));
        }
        return task.state == TaskState.RUNNING ? end(id, TaskState.KILLED) : List.of();
    }

    private List<Input> reconcile(Call.Reconcile reconcile) {
        var asked = reconcile.tasks().isEmpty()
                ? List.copyOf(tasks.keySet())
                : reconcile.tasks().stream().map(Call.Reconcile.Subject::task).toList();
        return asked.stream()
                .map(id -> answer(id, tasks.containsKey(id) ? tasks.get(id).state : TaskState.GONE, "RECONCILIATION"))
                .toList();
    }

    private List<Input> acknowledge(Call.Acknowledge acknowledge) {
        var task = tasks.get(acknowledge.task());
        var head = task == null ? null : task.unacknowledged.peek();
        if (head == null || !head.uuid().equals(Optional.of(acknowledge.uuid()))) {
            return List.of();
        }
        task.unacknowledged.remove();
        if (head.state().isTerminal()) {
            assertThat(store.get().workers()).extracting(WorkerRecord::task).doesNotContain(acknowledge.task());
            tasks.remove(acknowledge.task());
        }
        return Optional.ofNullable(task.unacknowledged.peek()).stream()
                .<Input>map(Input.StatusUpdate::new)
                .toList();
    }

    private List<Input> end(TaskId id, TaskState state) {
        tasks.get(id).state = state;
        return send(id, state);
    }

    private List<Input> send(TaskId id, TaskState state) {
        var status = status(id, state, TaskStatus.Source.EXECUTOR, Optional.empty(), Optional.of("u-" + counter++));
        var queue = tasks.get(id).unacknowledged;
        queue.add(status);
        return queue.size() == 1 && subscribed ? List.of(new Input.StatusUpdate(status)) : List.of();
    }

    private static Input answer(TaskId id, TaskState state, String reason) {
        return new Input.StatusUpdate(
                status(id, state, TaskStatus.Source.MASTER, Optional.of(reason), Optional.empty()));
    }

    private static TaskStatus status(
            TaskId id, TaskState state, TaskStatus.Source source, Optional<String> reason, Optional<String> uuid) {
        return new TaskStatus(id, state, source, reason, "", Optional.of(AGENT), uuid, Instant.EPOCH);
    }
}
