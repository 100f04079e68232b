/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A server under measurement: a process, and the children it works with. What it used is read from {@code /proc}, so
 * this is for Linux only.
 */
record ServerProcess(Process process) {
    private static final int UTIME = 11;
    private static final int STIME = 12;

    /** Processor time of all threads so far, in user and in kernel mode, in ticks of the kernel's clock. */
    long ticks() throws IOException {
        long sum = 0;
        for (var pid : pids()) {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            /* The name of the program is in parentheses and may hold blanks. */
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            sum += Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        }
        return sum;
    }

    /** Resident memory in MB; pages that processes share count in each. */
    long residentMegabytes() throws IOException {
        long kilobytes = 0;
        for (var pid : pids()) {
            try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
                kilobytes += lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            }
        }
        return kilobytes / 1024;
    }

    private long[] pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
