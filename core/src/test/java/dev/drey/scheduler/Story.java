/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.store.StoreChange;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A scheduler in the middle of a story, with a clock that the story moves.
 *
 * <p>{@link #on} answers the effects of one step without counters and timers; {@link #told} goes on, answering each
 * {@link Effect.Persist} with success, until nothing is to be written.
 */
final class Story {
    static final FrameworkId FRAMEWORK = SchedulerBuilder.FRAMEWORK;
    static final WorkerProfile PROFILE = SchedulerBuilder.PROFILE;
    static final FrameworkSettings FRAMEWORK_SETTINGS = SchedulerBuilder.FRAMEWORK_SETTINGS;
    static final Duration HEARTBEAT = SchedulerBuilder.HEARTBEAT;

    private SchedulerSettings settings = SchedulerBuilder.SETTINGS;
    private StoredState stored = new StoredState(Optional.of(FRAMEWORK), List.of());
    private final List<Input> firstInputs = new ArrayList<>();
    private final List<Input> pastInputs = new ArrayList<>();
    private Scheduler scheduler;
    private Instant now = SchedulerBuilder.BEGIN;
    private final List<Effect> lastStep = new ArrayList<>();
    private final List<String> explained = new ArrayList<>();

    static Story core() {
        return new Story();
    }

    /** A scheduler whose framework id is not known yet. */
    Story withoutFramework() {
        stored = StoredState.EMPTY;
        return this;
    }

    Story with(SchedulerSettings other) {
        settings = other;
        return this;
    }

    SchedulerSettings settings() {
        return settings;
    }

    /** An earlier leader left this worker. */
    Story withRecovered(WorkerRecord worker) {
        stored = stored.after(new StoreChange.PutWorkers(List.of(worker)));
        return this;
    }

    /** A worker whose task runs on agent a-1. */
    Story withLiveWorker(String task) {
        withRecovered(worker(task));
        pastInputs.add(UpdateBuilder.update(task).running().input());
        return this;
    }

    /** Before anything else happens. */
    Story declared(int count) {
        firstInputs.add(new Input.WorkersDeclared(PROFILE, count));
        return this;
    }

    Story subscribed() {
        told(new Input.Connected());
        told(new Input.Subscribed(stored.framework().orElse(FRAMEWORK), HEARTBEAT));
        pastInputs.forEach(this::told);
        return this;
    }

    /** Subscribed, with so many workers declared and one of them launched, as w-1-1, on offer o-1 of agent a-1. */
    Story launching() {
        declared(1).subscribed();
        told(offers(offer("o-1", "a-1")));
        return this;
    }

    List<Effect> on(Input input) {
        return step(input).stream().filter(Story::isOfInterest).toList();
    }

    List<Effect> told(Input input) {
        var all = new ArrayList<>(on(input));
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Effect.Persist persist) {
                all.addAll(on(new Input.Persisted(persist.ticket())));
            }
        }
        return all;
    }

    /** All effects of the step before. */
    List<Effect> everything() {
        return List.copyOf(lastStep);
    }

    /** All explanations given so far. */
    List<String> explained() {
        return List.copyOf(explained);
    }

    Stream<Effect> timers() {
        return lastStep.stream().filter(e -> e instanceof Effect.SetTimer || e instanceof Effect.CancelTimer);
    }

    Story after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Instant now() {
        return now;
    }

    List<Effect> fired(TimerKey.Kind kind, String subject) {
        return told(new Input.TimerFired(new TimerKey(kind, subject)));
    }

    List<Effect> fired(TimerKey.Kind kind) {
        return fired(kind, "");
    }

    private List<Effect> step(Input input) {
        if (scheduler == null) {
            scheduler = new SchedulerBuilder()
                    .with(settings)
                    .opening(new WorkerStore.Opened(1, stored))
                    .build();
            firstInputs.forEach(first -> scheduler.step(now, first));
        }
        lastStep.clear();
        lastStep.addAll(scheduler.step(now, input));
        lastStep.stream()
                .filter(Effect.Explain.class::isInstance)
                .forEach(effect -> explained.add(((Effect.Explain) effect).text()));
        return lastStep;
    }

    private static boolean isOfInterest(Effect effect) {
        return !(effect instanceof Effect.Count
                || effect instanceof Effect.SetTimer
                || effect instanceof Effect.CancelTimer);
    }

    static WorkerRecord worker(String task) {
        return new WorkerRecord(
                new TaskId(task),
                PROFILE.name(),
                new AgentId("a-1"),
                "host-1",
                WorkerRecord.Goal.LAUNCHED,
                Map.of(),
                List.of(31_000));
    }

    static Input offers(Offer... offers) {
        return new Input.Offers(List.of(offers));
    }

    /** An offer on which exactly one worker fits. */
    static Offer offer(String id, String agent) {
        return offer(id, agent, 1);
    }

    static Offer offer(String id, String agent, double cpus) {
        return SchedulerBuilder.offer(id, agent, "host-1", cpus, 8192);
    }

    static Effect send(Call call) {
        return new Effect.Send(call);
    }

    static Effect kill(String task) {
        return send(new Call.Kill(new TaskId(task), Optional.of(new AgentId("a-1"))));
    }

    static Effect acknowledge(String task, String uuid) {
        return send(new Call.Acknowledge(new TaskId(task), new AgentId("a-1"), uuid));
    }

    static Effect reconcile(String... tasks) {
        return send(new Call.Reconcile(Stream.of(tasks)
                .map(task -> new Call.Reconcile.Subject(new TaskId(task), Optional.of(new AgentId("a-1"))))
                .toList()));
    }

    static Effect decline(Duration refuse, String... offers) {
        return send(new Call.Decline(Stream.of(offers).map(OfferId::new).toList(), refuse));
    }

    static Effect revive() {
        return send(new Call.Revive(Set.of("eng")));
    }

    static Effect suppress() {
        return send(new Call.Suppress(Set.of("eng")));
    }

    static Effect subscribe(Optional<FrameworkId> id, String... suppressed) {
        return send(new Call.Subscribe(FRAMEWORK_SETTINGS, id, Set.of(suppressed)));
    }

    static Effect terminated(String task, String diagnostics) {
        return new Effect.NotifyClient(new FleetEvent.WorkerTerminated(new TaskId(task), diagnostics));
    }

    static Effect persist(long ticket, StoreChange change) {
        return new Effect.Persist(ticket, change);
    }

    static StoreChange remove(String task) {
        return new StoreChange.RemoveWorker(new TaskId(task));
    }

    static List<Call.Accept> accepts(List<Effect> effects) {
        return calls(effects, Call.Accept.class);
    }

    static <T extends Call> List<T> calls(List<Effect> effects, Class<T> type) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).call())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static List<Effect.Persist> persists(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Persist.class::isInstance)
                .map(Effect.Persist.class::cast)
                .toList();
    }
}
