/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import dev.drey.simulator.flags.FlagException;
import dev.drey.simulator.flags.MesosFlags;
import dev.drey.simulator.live.CannotStartException;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What the programs have in common that stand in for those of Mesos. */
final class ProcessMain {
    private ProcessMain() {}

    /** Starts the program. */
    @FunctionalInterface
    interface Program {
        Running start(MesosFlags flags) throws FlagException, CannotStartException;
    }

    /**
     * A program that runs.
     *
     * @param announcement printed when it does
     * @param end completed when it ends by itself, with the reason if that is a failure and null otherwise
     */
    record Running(String announcement, CompletableFuture<Throwable> end, AutoCloseable resources) {}

    /** Runs it until it ends by itself, and returns the exit code: 0 done, 1 failed, 2 wrong usage. */
    static int run(
            String name,
            String summary,
            Map<String, String> flags,
            String[] arguments,
            List<String> ignored,
            Program program)
            throws InterruptedException {
        var err = System.err;
        if (List.of(arguments).contains("--help")) {
            help(name, summary, flags, System.out);
            return 0;
        }
        try {
            var given = MesosFlags.read(arguments, System.getenv(), flags, ignored);
            given.withoutEffect().forEach(flag -> err.println(name + ": " + flag + " has no effect here."));
            var running = program.start(given);
            System.out.println(name + ": " + running.announcement());
            var reason = running.end().get();
            if (reason == null) {
                return 0;
            }
            err.println(name + ": " + reason.getMessage());
        } catch (FlagException e) {
            err.println(name + ": " + e.getMessage());
            return 2;
        } catch (CannotStartException | ExecutionException e) {
            err.println(name + ": " + e.getMessage());
        }
        return 1;
    }

    private static void help(String name, String summary, Map<String, String> flags, PrintStream out) {
        out.println("Usage: " + name + " --flag=value ...");
        out.println(
                "Runs " + summary + " until the process is ended. Each flag may also be given as a variable of the");
        out.println(
                "environment, MESOS_ and its name in capitals; file:///path as a value stands for what is in there.");
        flags.forEach((flag, meaning) -> out.printf("  --%-36s %s%n", flag, meaning));
    }

    static ZooKeeperUrl zooKeeper(String url) throws FlagException {
        try {
            return ZooKeeperUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new FlagException("--zk: " + e.getMessage() + ".");
        }
    }
}
