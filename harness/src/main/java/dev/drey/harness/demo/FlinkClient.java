/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line client, as a person would use it. */
final class FlinkClient {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private final Distribution distribution;
    private final URI rest;
    private final Path logs;
    private final Watch watch;

    FlinkClient(Distribution distribution, URI rest, Path logs, Watch watch) {
        this.distribution = distribution;
        this.rest = rest;
        this.logs = logs;
        this.watch = watch;
    }

    /** Submits a job and waits for its end. */
    void run(Path jar, int parallelism, String... arguments) throws IOException, InterruptedException {
        submit(false, jar, parallelism, arguments);
    }

    /** Submits a job that makes checkpoints, and returns its id. */
    String runDetached(Path jar, int parallelism, String... arguments) throws IOException, InterruptedException {
        Matcher id = JOB_ID.matcher(submit(true, jar, parallelism, arguments));
        if (!id.find()) {
            throw new DemoFailure("the Flink client did not name the job; see " + logs);
        }
        return id.group(1);
    }

    private String submit(boolean detached, Path jar, int parallelism, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.addAll(List.of(distribution.script("flink").toString(), "run", "--target", "remote"));
        command.addAll(List.of("-Drest.address=" + rest.getHost(), "-Drest.port=" + rest.getPort()));
        if (detached) {
            command.addAll(List.of("--detached", "-Dexecution.checkpointing.interval=1s"));
        }
        command.addAll(List.of("--parallelism", String.valueOf(parallelism), jar.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(logs, "flink-run-", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("FLINK_LOG_DIR", logs.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            await(process, jar, output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private void await(Process process, Path jar, Path output) throws IOException, InterruptedException {
        process.getOutputStream().close();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            watch.check();
            if (Instant.now().isAfter(deadline)) {
                throw new DemoFailure("`flink run " + jar.getFileName() + "` did not end within " + PATIENCE.toMinutes()
                        + " minutes. It printed:\n" + Files.readString(output));
            }
        }
        if (process.exitValue() != 0) {
            throw new DemoFailure(
                    "`flink run " + jar.getFileName() + "` failed. It printed:\n" + Files.readString(output));
        }
    }
}
