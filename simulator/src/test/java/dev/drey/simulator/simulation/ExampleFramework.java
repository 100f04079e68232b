/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A small scheduler that keeps all promises, unless it is given a {@link Bug}. */
final class ExampleFramework implements Framework<ExampleFramework.Memory> {
    private final Set<Bug> bugs;

    ExampleFramework(Bug... bugs) {
        this.bugs = EnumSet.noneOf(Bug.class);
        this.bugs.addAll(Set.of(bugs));
    }

    /** What it remembers: its id, and the tasks that shall live. */
    record Memory(Optional<String> id, Set<String> tasks) {
        static final Memory NOTHING = new Memory(Optional.empty(), Set.of());

        Memory withId(String newId) {
            return new Memory(Optional.of(newId), tasks);
        }

        Memory with(String task) {
            var more = new TreeSet<>(tasks);
            more.add(task);
            return new Memory(id, more);
        }

        Memory without(String task) {
            var less = new TreeSet<>(tasks);
            less.remove(task);
            return new Memory(id, less);
        }
    }

    @Override
    public Memory nothing() {
        return Memory.NOTHING;
    }

    @Override
    public Set<String> tasks(Memory memory) {
        return memory.tasks();
    }

    @Override
    public Client start(Host<Memory> host) {
        return new ExampleScheduler(host, bugs);
    }
}
