/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All processes a container has brought forth: the descendants of its first process, those of its session and process
 * group, and those that carry its environment. So it also finds daemons that left their parents and session behind.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 50;

    private final ProcessHandle root;
    private final String mark;

    /** @param mark an environment variable, {@code NAME=value}, that no process outside the container carries */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /** Asks all processes to end. */
    void terminate() {
        members().forEach(ProcessHandle::destroy);
    }

    /** Ends all processes, also those that start meanwhile. */
    void destroy() {
        for (int round = 0; round < ROUNDS; round++) {
            var alive = members();
            if (alive.isEmpty()) {
                return;
            }
            alive.forEach(ProcessHandle::destroyForcibly);
            await(alive);
        }
    }

    private static void await(List<ProcessHandle> ending) {
        var all = ending.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return; // looked at again in the next round
        }
    }

    private List<ProcessHandle> members() {
        if (!Files.isReadable(PROC.resolve("self/stat"))) {
            var members = new ArrayList<>(root.descendants().toList());
            members.add(root);
            return members.stream().filter(ProcessHandle::isAlive).toList();
        }
        var all = processes();
        Set<Long> members = new LinkedHashSet<>();
        for (var one : all) {
            if (one.pid == root.pid() || one.group == root.pid() || one.session == root.pid() || carriesMark(one.pid)) {
                members.add(one.pid);
            }
        }
        boolean grown;
        do {
            grown = members.addAll(childrenOf(members, all));
        } while (grown);
        return members.stream()
                .filter(pid -> all.stream().anyMatch(one -> one.pid == pid && !one.dead))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static List<Long> childrenOf(Set<Long> parents, List<Stat> all) {
        return all.stream()
                .filter(one -> parents.contains(one.parent))
                .map(Stat::pid)
                .toList();
    }

    private boolean carriesMark(long pid) {
        try {
            var environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException e) {
            return false; // gone, or somebody else's
        }
    }

    private static List<Stat> processes() {
        var found = new ArrayList<Stat>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                Stat.read(entry).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return found;
    }

    private record Stat(long pid, boolean dead, long parent, long group, long session) {
        static Optional<Stat> read(Path process) {
            try {
                var line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
                var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return Optional.of(new Stat(
                        Long.parseLong(process.getFileName().toString()),
                        fields[0].equals("Z") || fields[0].equals("X"),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3])));
            } catch (IOException e) {
                return Optional.empty(); // it has ended since it was listed
            }
        }
    }
}
