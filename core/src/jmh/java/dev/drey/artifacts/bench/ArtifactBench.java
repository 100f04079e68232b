/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * A benchmark: a file of 300 MB for 16 clients at once, from our artifact server and from nginx, each in a process of
 * its own, in turn. Tells throughput, processor time of the server per GB, and its memory, and both ratios.
 *
 * <p>Arguments, all optional: rounds (7), clients (16), megabytes (300). One round before them is not counted.
 */
public final class ArtifactBench {
    private static final int MEGABYTE = 1_000_000;
    private static final double LEAST_THROUGHPUT = 0.9;
    private static final double MOST_CPU = 1.5;
    private static final List<String> PLACES = List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx");

    private final int rounds;
    private final int clients;
    private final long size;
    private final PrintStream out;

    private ArtifactBench(int rounds, int clients, long size, PrintStream out) {
        this.rounds = rounds;
        this.clients = clients;
        this.size = size;
        this.out = out;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var nginx = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        if (nginx.isEmpty()) {
            System.err.println("There is no nginx to compare with in any of " + PLACES + ". On Debian:"
                    + " RUNLEVEL=1 apt-get install --no-install-recommends nginx-light (so that it is not started),"
                    + " and curl for the clients.");
            System.exit(2);
        }
        var bench = new ArtifactBench(
                number(args, 0).orElse(7),
                number(args, 1).orElse(16),
                number(args, 2).orElse(300) * (long) MEGABYTE,
                System.out);
        var directory = Files.createTempDirectory("artifact-bench");
        try {
            bench.run(nginx.get(), directory);
        } finally {
            delete(directory);
        }
    }

    private static Optional<Integer> number(String[] args, int index) {
        return index < args.length ? Optional.of(Integer.parseInt(args[index])) : Optional.empty();
    }

    private void run(Path nginx, Path directory) throws IOException, InterruptedException {
        var file = fill(directory.resolve("distribution"));
        var results = new ArrayList<Series>();
        var contestants = new ArrayList<Contestant>();
        try {
            contestants.add(Contestant.drey(file));
            contestants.add(Contestant.nginx(nginx, file));
            for (var contestant : contestants) {
                long before = contestant.server().residentMegabytes();
                results.add(new Series(contestant, before, new ArrayList<>()));
                Distribution.of(contestant, clients, size);
            }
            var load = Files.readString(Path.of("/proc/loadavg")).strip();
            out.println("load before the rounds, of the warm-up too: " + load);
            for (int round = 0; round < rounds; round++) {
                for (var series : results) {
                    series.rounds().add(Distribution.of(series.contestant(), clients, size));
                }
            }
            report(results);
        } finally {
            for (var contestant : contestants) {
                contestant.server().stop();
            }
        }
    }

    private record Series(Contestant contestant, long megabytesBefore, List<Distribution> rounds) {
        /* The median: other work on the machine makes some rounds slow, and none fast. */
        double median(ToDoubleFunction<Distribution> what) {
            var sorted = rounds.stream().mapToDouble(what).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        double megabytesPerSecond() {
            return median(round -> round.bytes() * 1e3 / round.nanos());
        }

        double cpuSecondsPerGigabyte(long ticksPerSecond) {
            return median(round -> 1e9 * round.ticks() / ticksPerSecond / round.bytes());
        }
    }

    private void report(List<Series> results) throws IOException, InterruptedException {
        long ticksPerSecond = ticksPerSecond();
        out.printf("%d clients at once, %d MB each, median of %d rounds%n%n", clients, size / MEGABYTE, rounds);
        out.println("| server | MB/s | cpu seconds per GB | RSS before, MB | most during | after |");
        out.println("|---|---|---|---|---|---|");
        for (var series : results) {
            var peak = series.rounds().stream()
                    .mapToLong(Distribution::peakMegabytes)
                    .max()
                    .orElse(0);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.3f | %d | %d | %d |%n",
                    series.contestant().name(),
                    series.megabytesPerSecond(),
                    series.cpuSecondsPerGigabyte(ticksPerSecond),
                    series.megabytesBefore(),
                    peak,
                    series.contestant().server().residentMegabytes());
        }
        var ours = results.get(0).rounds();
        var theirs = results.get(1).rounds();
        var throughput = new double[rounds];
        var cpu = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            throughput[round] =
                    (double) theirs.get(round).nanos() / ours.get(round).nanos();
            cpu[round] = (double) ours.get(round).ticks() / theirs.get(round).ticks();
        }
        out.println();
        tell("throughput", throughput, ratio -> ratio >= LEAST_THROUGHPUT, "at least " + LEAST_THROUGHPUT);
        tell("cpu per byte", cpu, ratio -> ratio <= MOST_CPU, "at most " + MOST_CPU);
    }

    /* Ratios of rounds that followed each other, because other work on the machine comes and goes. */
    private void tell(String what, double[] ratios, DoublePredicate isReached, String goal) {
        var sorted = Arrays.stream(ratios).sorted().toArray();
        double median = sorted[sorted.length / 2];
        out.printf(
                Locale.ROOT,
                "%s, drey / nginx: median %.2f, from %.2f to %.2f; the goal, %s, is %s%n",
                what,
                median,
                sorted[0],
                sorted[sorted.length - 1],
                goal,
                isReached.test(median) ? "reached" : "missed");
    }

    private static long ticksPerSecond() throws IOException, InterruptedException {
        var getconf = new ProcessBuilder("getconf", "CLK_TCK").start();
        var answer = new String(getconf.getInputStream().readAllBytes()).strip();
        getconf.waitFor();
        return Long.parseLong(answer);
    }

    private Path fill(Path file) throws IOException {
        var random = new Random(1);
        var block = new byte[MEGABYTE];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long written = 0; written < size; written += block.length) {
                random.nextBytes(block);
                channel.write(ByteBuffer.wrap(block));
            }
        }
        return file;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
