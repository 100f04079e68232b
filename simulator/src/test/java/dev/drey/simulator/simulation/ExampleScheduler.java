/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import com.google.protobuf.ByteString;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.simulation.ExampleFramework.Memory;
import dev.drey.simulator.world.SimulatedStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** One process of the example framework. It launches one task per offer, and kills whatever it does not remember. */
final class ExampleScheduler implements Framework.Client, Scheduler {
    private static final Duration TICK = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(75);
    private static final Duration SPARE = Duration.ofSeconds(60);
    private static final Duration DROUGHT = Duration.ofSeconds(90);
    private static final Duration BREATH = Duration.ofSeconds(2);
    private static final int TICKS_PER_RECONCILIATION = 4;
    private static final Set<TaskState> ALIVE =
            EnumSet.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLING);
    private static final Set<TaskState> LOST =
            EnumSet.of(TaskState.TASK_UNREACHABLE, TaskState.TASK_LOST, TaskState.TASK_UNKNOWN, TaskState.TASK_DROPPED);

    private record Spare(Offer offer, Instant since) {}

    private final Host<Memory> host;
    private final Set<Bug> bugs;
    private final BasicCalls calls;
    private final Map<OfferID, Spare> spares = new LinkedHashMap<>();
    private final Map<OfferID, String> promised = new LinkedHashMap<>();
    private final Set<String> leaving = new LinkedHashSet<>();
    private final Set<String> doubtful = new LinkedHashSet<>();
    private Memory memory;
    private int wanted;
    private int launches;
    private int ticks;
    private boolean subscribed;
    private boolean suppressed;
    private Instant lastNews;
    private Instant contentAt;
    private Instant lastRevival = Instant.MIN;

    ExampleScheduler(Host<Memory> host, Set<Bug> bugs) {
        this.host = host;
        this.bugs = bugs;
        this.memory = host.found();
        this.calls = new BasicCalls(host.connect(this));
        this.lastNews = host.steadyNow();
        this.contentAt = host.steadyNow();
        tick();
    }

    private boolean has(Bug bug) {
        return bugs.contains(bug);
    }

    @Override
    public void want(int count) {
        wanted = count;
        memory.tasks().stream().skip(count).toList().forEach(this::release);
        settle();
    }

    @Override
    public void connected(Mesos mesos) {
        if (has(Bug.CALLS_BEFORE_SUBSCRIBED)) {
            memory.id()
                    .ifPresent(id -> calls.subscribed(
                            FrameworkID.newBuilder().setValue(id).build()));
            memory.id().ifPresent(id -> calls.reconcile(memory.tasks()));
        }
        lastNews = host.steadyNow();
        boolean forgets = has(Bug.FORGETS_ITS_ID) && host.life() > 1;
        calls.subscribe("example", forgets ? "" : memory.id().orElse(""));
    }

    @Override
    public void disconnected(Mesos mesos) {
        subscribed = false;
        calls.disconnected();
        if (!has(Bug.KEEPS_OFFERS_OVER_RECONNECT)) {
            spares.clear();
            promised.clear();
        }
    }

    @Override
    public void received(Mesos mesos, Event event) {
        lastNews = host.steadyNow();
        switch (event.getType()) {
            case SUBSCRIBED -> onSubscribed(event.getSubscribed());
            case OFFERS -> {
                event.getOffers()
                        .getOffersList()
                        .forEach(offer -> spares.put(offer.getId(), new Spare(offer, lastNews)));
                settle();
            }
            case RESCIND -> {
                if (!has(Bug.IGNORES_RESCISSIONS)) {
                    spares.remove(event.getRescind().getOfferId());
                    promised.remove(event.getRescind().getOfferId());
                }
            }
            case UPDATE -> onUpdate(event.getUpdate().getStatus());
            case ERROR -> onError(event.getError().getMessage());
            default -> {}
        }
    }

    private void onSubscribed(Event.Subscribed event) {
        String id = event.getFrameworkId().getValue();
        calls.subscribed(event);
        write(old -> old.withId(id), () -> {
            subscribed = true;
            suppressed = false;
            if (has(Bug.LAUNCHES_AGAIN_AFTER_RECONNECT)) {
                doubtful.addAll(memory.tasks());
            }
            reconcile();
            settle();
        });
    }

    private void reconcile() {
        if (!has(Bug.FORGETS_TO_RECONCILE)) {
            calls.reconcile(List.of());
            if (!memory.tasks().isEmpty()) {
                calls.reconcile(memory.tasks());
            }
        }
    }

    private void onError(String message) {
        subscribed = false;
        if (message.contains("removed")) {
            write(old -> Memory.NOTHING, () -> host.exit(message));
        } else {
            host.exit(message);
        }
    }

    private void onUpdate(TaskStatus status) {
        String task = status.getTaskId().getValue();
        boolean known = memory.tasks().contains(task);
        boolean alive = ALIVE.contains(status.getState());
        if (!known && alive && status.getState() != TaskState.TASK_KILLING) {
            kill(task, status.getAgentId());
        }
        if (has(Bug.RECONCILES_AT_EACH_UPDATE) && subscribed) {
            reconcile();
        }
        if (leaving.contains(task)) {
            return;
        }
        if (known && !alive && !(has(Bug.IGNORES_LOST_TASKS) && LOST.contains(status.getState()))) {
            if (has(Bug.ACKNOWLEDGES_EARLY)) {
                acknowledge(status);
                write(old -> old.without(task), this::settle);
            } else {
                leaving.add(task);
                write(old -> old.without(task), () -> {
                    leaving.remove(task);
                    acknowledge(status);
                    settle();
                });
            }
        } else if (known || !has(Bug.NEVER_ACKNOWLEDGES_STRAYS)) {
            acknowledge(status);
        }
    }

    private void acknowledge(TaskStatus status) {
        if (!subscribed) {
            return;
        }
        if (status.hasUuid() && has(Bug.NEVER_ACKNOWLEDGES_ENDS) && !ALIVE.contains(status.getState())) {
            return;
        }
        if (status.hasUuid()) {
            calls.acknowledge(status);
        } else if (has(Bug.ACKNOWLEDGES_WITHOUT_UUID)) {
            calls.acknowledge(status, ByteString.copyFromUtf8("none"));
        }
    }

    private void release(String task) {
        leaving.add(task);
        write(old -> old.without(task), () -> {
            leaving.remove(task);
            if (subscribed) {
                kill(task, AgentID.getDefaultInstance());
            }
        });
    }

    private void kill(String task, AgentID agent) {
        if (has(Bug.KILLS_ANOTHER_TASK) && !memory.tasks().isEmpty()) {
            calls.kill(memory.tasks().iterator().next(), agent);
        } else if (!has(Bug.NEVER_KILLS)) {
            calls.kill(task, agent);
        }
    }

    private void settle() {
        if (!subscribed) {
            return;
        }
        int extra = has(Bug.LAUNCHES_ONE_TOO_MANY) && wanted > 0 ? 1 : 0;
        int unmet = wanted + extra - memory.tasks().size();
        for (Spare spare : List.copyOf(spares.values())) {
            if (unmet > 0 && fits(spare.offer())) {
                launch(spare.offer());
                unmet--;
            }
        }
        if (has(Bug.DECLINES_FOR_EVER) && unmet > 0) {
            calls.declineForEver(List.copyOf(spares.keySet()));
            spares.clear();
        }
        if (unmet <= 0) {
            contentAt = host.steadyNow();
        }
        if (unmet > 0 && has(Bug.REVIVES_ALL_THE_TIME)) {
            calls.revive();
            host.timeline().after(BREATH.dividedBy(4), "revive again", this::settle);
        }
        if (unmet > 0 && suppressed && !has(Bug.STAYS_SUPPRESSED)) {
            reviveSoon();
        } else if (unmet <= 0 && !suppressed) {
            suppressed = true;
            calls.suppress();
        }
    }

    /* Tasks that fail at once would make a storm of it. */
    private void reviveSoon() {
        var now = host.steadyNow();
        if (lastRevival.plus(BREATH).isAfter(now)) {
            host.timeline().after(BREATH, "breath", this::settle);
        } else {
            lastRevival = now;
            suppressed = false;
            calls.revive();
        }
    }

    private boolean fits(Offer offer) {
        var there = Resources.of(offer.getResourcesList()).unallocated();
        return there.scalar("cpus") >= host.cluster().cpus()
                && there.scalar("mem") >= host.cluster().mem();
    }

    private void launch(Offer offer) {
        launches++;
        String fresh = "t-" + (has(Bug.NAMES_TASKS_AGAIN) ? 0 : host.epoch()) + "-" + launches;
        String task = doubtful.isEmpty() ? fresh : doubtful.iterator().next();
        doubtful.remove(task);
        if (!has(Bug.REUSES_AN_OFFER)) {
            spares.remove(offer.getId());
        }
        boolean hasty = has(Bug.LAUNCHES_BEFORE_WRITING);
        if (hasty) {
            accept(offer, task);
        }
        promised.put(offer.getId(), task);
        write(old -> old.with(task), () -> {
            if (!hasty && promised.remove(offer.getId(), task) && subscribed) {
                accept(offer, task);
            } else if (!hasty) {
                write(old -> old.without(task), this::settle);
            }
        });
    }

    private void accept(Offer offer, String task) {
        double cpus = host.cluster().cpus() * (has(Bug.ASKS_FOR_TOO_MUCH) ? 10 : 1);
        var place = offer.toBuilder();
        if (has(Bug.LAUNCHES_ON_ANOTHER_AGENT) && host.life() > 1) {
            place.getAgentIdBuilder().setValue("agent-1");
        }
        calls.accept(
                place.build(),
                task,
                Resources.parse("cpus:" + cpus + ";mem:" + host.cluster().mem()));
        if (has(Bug.DECLINES_WHAT_IT_ACCEPTED)) {
            calls.decline(List.of(offer.getId()));
        }
    }

    private void write(UnaryOperator<Memory> change, Runnable then) {
        memory = change.apply(memory);
        host.write(change, outcome -> {
            if (outcome == Outcome.DURABLE) {
                then.run();
            } else {
                host.exit("the store says " + outcome);
            }
        });
    }

    private void tick() {
        host.timeline().after(TICK, "tick", () -> {
            ticks++;
            var now = host.steadyNow();
            boolean starved = subscribed
                    && !has(Bug.DECLINES_FOR_EVER)
                    && wanted > memory.tasks().size()
                    && contentAt.plus(DROUGHT).isBefore(now);
            if (lastNews.plus(SILENCE).isBefore(now) || starved) {
                lastNews = now;
                contentAt = now;
                calls.reconnect();
            } else if (subscribed) {
                giveBack(now);
                if (has(Bug.SUBSCRIBES_AGAIN) && ticks % TICKS_PER_RECONCILIATION == 0) {
                    calls.subscribe("example", memory.id().orElse(""));
                }
                if (ticks % TICKS_PER_RECONCILIATION == 0) {
                    reconcile();
                }
                settle();
            }
            tick();
        });
    }

    private void giveBack(Instant now) {
        var old = new ArrayList<OfferID>();
        spares.forEach((id, spare) -> {
            if (!spare.since().plus(SPARE).isAfter(now)) {
                old.add(id);
            }
        });
        if (!old.isEmpty() && !has(Bug.HOARDS_OFFERS)) {
            old.forEach(spares::remove);
            calls.decline(old);
        }
    }
}
