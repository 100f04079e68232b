/* SPDX-License-Identifier: Apache-2.0 */
package com.example;

import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.simulation.*;
import dev.drey.simulator.world.SimulatedStore.Outcome;
import java.time.*;
import java.util.*;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.*;
import org.apache.mesos.v1.scheduler.*;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Keeps as many tasks running as are wanted. Its memory is its id and the tasks that shall live. */
public final class SmallFramework implements Framework<SmallFramework.Memory> {
    public record Memory(String id, List<String> tasks) {
        Memory with(String task) { return new Memory(id, Stream.concat(tasks.stream(), Stream.of(task)).toList()); }
        Memory without(String task) { return new Memory(id, tasks.stream().filter(t -> !t.equals(task)).toList()); }
        Memory first(int count) { return new Memory(id, tasks.stream().limit(count).toList()); }
    }
    @Override public Memory nothing() { return new Memory("", List.of()); }
    @Override public Set<String> tasks(Memory memory) { return new TreeSet<>(memory.tasks()); }
    @Override public Client start(Host<Memory> host) { return new Process(host); }
    private static final class Process implements Client, Scheduler {
        private static final Set<TaskState> ALIVE = EnumSet.of(
                TaskState.TASK_STAGING, TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLING);
        private final Host<Memory> host;
        private final BasicCalls calls;
        private final Map<OfferID, String> promised = new LinkedHashMap<>(); /* the tasks to launch on offers */
        private Memory memory;
        private int wanted, launches;
        private Instant lastGood = Instant.EPOCH;        Process(Host<Memory> host) {
            this.host = host;
            memory = host.found();
            calls = new BasicCalls(host.connect(this));
            tick();
        }
        @Override public void want(int count) { wanted = count; settle(); }
        @Override public void connected(Mesos mesos) {
            lastGood = host.steadyNow();
            calls.subscribe("small", memory.id());
        }
        @Override public void disconnected(Mesos mesos) { calls.disconnected(); promised.clear(); }
        @Override public void received(Mesos mesos, Event event) {
            if (event.hasOffers() || memory.tasks().size() >= wanted) lastGood = host.steadyNow();
            switch (event.getType()) {
                case SUBSCRIBED -> {
                    String id = calls.subscribed(event.getSubscribed());
                    write(old -> new Memory(id, old.tasks()), this::settle);
                }
                case OFFERS -> event.getOffers().getOffersList().forEach(this::use);
                case RESCIND -> promised.remove(event.getRescind().getOfferId());
                case UPDATE -> update(event.getUpdate().getStatus());
                case ERROR -> /* another process took over, or the framework was removed and starts anew */
                    write(old -> event.getError().getMessage().contains("removed") ? new Memory("", List.of()) : old,
                            () -> host.exit(event.getError().getMessage()));
            }
        }
        private void use(Offer offer) {
            var need = Resources.parse("cpus:" + host.cluster().cpus() + ";mem:" + host.cluster().mem());
            boolean fits = Resources.of(offer.getResourcesList()).unallocated().contains(need);
            if (!fits || memory.tasks().size() + promised.size() >= wanted) {
                calls.decline(List.of(offer.getId()));
                return;
            }
            String task = "t" + host.epoch() + "-" + launches++;
            promised.put(offer.getId(), task);
            write(old -> old.with(task), () -> { /* written down before it is launched */
                if (promised.remove(offer.getId(), task)) calls.accept(offer, task, need);
                else write(old -> old.without(task), () -> { });
            });
        }
        private void update(TaskStatus status) {
            String task = status.getTaskId().getValue();
            boolean alive = ALIVE.contains(status.getState()), known = memory.tasks().contains(task);
            if (known && !alive) write(old -> old.without(task), () -> calls.acknowledge(status));
            else calls.acknowledge(status);
            if (alive && !known) calls.kill(task, status.getAgentId());
        }
        private void settle() { /* what is not remembered is killed once an answer tells that it runs */
            if (memory.tasks().size() > wanted) write(old -> old.first(wanted), this::settle);
            calls.reconcile(List.of());
            calls.reconcile(memory.tasks());
        }
        private void write(UnaryOperator<Memory> change, Runnable then) {
            host.write(change, outcome -> {
                if (outcome != Outcome.DURABLE) host.exit("the store says " + outcome);
                else { memory = change.apply(memory); then.run(); }
            });
        }
        private void tick() {
            host.timeline().after(Duration.ofSeconds(30), "tick", () -> {
                if (lastGood.plusSeconds(90).isBefore(host.steadyNow())) calls.reconnect(); else settle();
                tick();
            });
        }
    }
}
