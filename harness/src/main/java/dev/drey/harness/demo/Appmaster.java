/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The appmaster as a process of its own, started by the script that an operator would use. */
final class Appmaster {
    private static final int LOG_LINES_SHOWN = 15;
    private static final Pattern EXPLANATION = Pattern.compile("effect=explain profile=\\S+ text=\"(.*)\"");
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Distribution distribution;
    private final Map<String, String> options;
    private final String statusUrl;
    private final Path logs;
    private Process process;
    private int starts;

    /**
     * One that is not started yet.
     *
     * @param name tells its log files from those of others
     * @param statusUrl where its status is shown, according to the options
     */
    Appmaster(String name, Distribution distribution, Map<String, String> options, String statusUrl, Path logs) {
        this.name = name;
        this.distribution = distribution;
        this.options = options;
        this.statusUrl = statusUrl;
        this.logs = logs;
    }

    void start() throws IOException {
        starts++;
        var command = new ArrayList<String>();
        command.add(distribution.script("mesos-appmaster.sh").toString());
        options.forEach((key, value) -> command.add("-D" + key + "=" + value));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().put("FLINK_LOG_DIR", logs.toString());
        builder.environment().put("FLINK_IDENT_STRING", name);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process = builder.start();
        process.getOutputStream().close();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    String statusUrl() {
        return statusUrl;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, as if its machine had lost power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for it to end by itself, then asks it to, then makes it. */
    void stop() throws InterruptedException {
        if (process == null || process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return;
        }
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** What it last said it is waiting for, if it waits. */
    Optional<String> explanation() {
        try (Stream<String> lines = Files.lines(output())) {
            return lines.map(EXPLANATION::matcher)
                    .filter(Matcher::find)
                    .map(line -> line.group(1))
                    .reduce((earlier, later) -> later)
                    .filter(text -> !text.isEmpty());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** Fails, with the last lines it printed, if the process has ended. */
    void mustBeAlive() throws IOException {
        if (!isAlive()) {
            throw new DemoFailure("the appmaster ended with exit code " + process.exitValue() + ". Its last lines:\n"
                    + String.join("\n", lastLines()));
        }
    }

    private List<String> lastLines() throws IOException {
        List<String> lines = Files.readAllLines(output());
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
    }

    private Path output() {
        return logs.resolve(name + "-" + starts + ".out");
    }
}
