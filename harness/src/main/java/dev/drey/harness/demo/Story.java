/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import dev.drey.harness.demo.DemoSettings.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the demo shows, in the order in which it shows it. */
final class Story {
    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int WORDS_SHOWN = 10;

    private final DemoSettings settings;
    private final Distribution distribution;
    private final DemoFolders folders;
    private final DemoCluster cluster;
    private final Appmaster appmaster;
    private final FlinkRest rest;
    private final Takeover takeover;
    private final Narrator narrator;
    private final MesosTasks mesos;
    private final FlinkClient client;
    private final Watch watch;

    Story(
            DemoSettings settings,
            Distribution distribution,
            DemoFolders folders,
            DemoCluster cluster,
            Appmaster appmaster,
            FlinkRest rest,
            Takeover takeover,
            Narrator narrator) {
        this.settings = settings;
        this.distribution = distribution;
        this.folders = folders;
        this.cluster = cluster;
        this.appmaster = appmaster;
        this.rest = rest;
        this.takeover = takeover;
        this.narrator = narrator;
        this.mesos = new MesosTasks(cluster.url());
        this.watch = new Watch(appmaster);
        this.client = new FlinkClient(distribution, URI.create(rest.url()), folders.logs(), watch);
    }

    void tell() throws Exception {
        appmaster.start();
        awaitRest("the appmaster is up, a JobManager in session mode");
        narrator.say("            Flink UI   " + rest.url() + " of Flink " + rest.version());
        narrator.say("            status     " + appmaster.statusUrl());
        countWords();
        String job = joinWindows();
        if (settings.failure() == Failure.RESTART) {
            killAndRecover(job);
        } else if (settings.failure() == Failure.STANDBY) {
            takeover.prepare();
            awaitCheckpoints(job);
            Set<String> before = mesos.running();
            takeover.tell(job);
            tellOfTasks(before, before);
        }
        narrator.say("");
        narrator.say("See for yourself:");
        narrator.say("  Flink UI    " + (appmaster.isAlive() ? rest.url() : takeover.url()));
        narrator.say("  status      " + (appmaster.isAlive() ? appmaster.statusUrl() : takeover.statusUrl()));
        narrator.say("  Mesos       " + cluster.url());
        for (Path sandbox : cluster.sandboxes().of(mesos.running())) {
            narrator.say("  a sandbox   " + cluster.addressOf(sandbox));
        }
    }

    private void countWords() throws Exception {
        Path text = folders.text();
        Path jar = distribution.example("WordCount");
        narrator.step("WordCount has counted the words of " + text.getFileName(), () -> {
            client.run(
                    jar,
                    WORKERS,
                    "--input",
                    text.toUri().toString(),
                    "--output",
                    folders.wordCounts().toUri().toString(),
                    "--execution-mode",
                    "BATCH");
            return Optional.empty();
        });
        narrator.say("");
        narrator.say("The ten most frequent words:");
        List<WordCounts.Count> counts = WordCounts.read(folders.wordCounts());
        counts.stream()
                .limit(WORDS_SHOWN)
                .forEach(count -> narrator.say(String.format("  %4d  %s", count.times(), count.word())));
        narrator.say("");
    }

    private String joinWindows() throws Exception {
        Path jar = distribution.example("WindowJoin");
        String job = narrator.step(
                "WindowJoin is submitted",
                () -> client.runDetached(jar, WORKERS, "--windowSize", "1000", "--rate", "20"));
        Set<String> workers = narrator.await("WindowJoin runs on two TaskManagers", PATIENCE, watch::detail, () -> {
            watch.check();
            Set<String> used = rest.taskManagersOf(job);
            return rest.runsCompletely(job) && used.size() == WORKERS ? used : null;
        });
        narrator.say("            job        " + job + " on " + String.join(" and ", workers));
        List<String> records = narrator.await("WindowJoin has joined records", PATIENCE, watch::detail, () -> {
            List<String> printed = cluster.sandboxes().lastLinesPrinted(workers);
            return printed.isEmpty() ? null : printed;
        });
        narrator.say("");
        narrator.say("Its latest joined records (name, grade, salary), from the workers' sandboxes:");
        records.forEach(line -> narrator.say("  " + line));
        narrator.say("");
        return job;
    }

    private void killAndRecover(String job) throws Exception {
        long checkpoints = awaitCheckpoints(job);
        Set<String> before = mesos.running();
        narrator.say("            " + checkpoints + " checkpoints; tasks " + String.join(" and ", before));
        long pid = appmaster.pid();
        narrator.step("the appmaster (process " + pid + ") is killed with SIGKILL", () -> {
            appmaster.kill();
            return Optional.empty();
        });
        appmaster.start();
        awaitRest("a new appmaster (process " + appmaster.pid() + ") is up");
        String restored = narrator.await("WindowJoin runs again", PATIENCE, watch::detail, () -> {
            watch.check();
            return rest.runsCompletely(job) ? rest.restoredCheckpoint(job).orElse(null) : null;
        });
        narrator.say("            restored from " + restored);
        tellOfTasks(before, rest.taskManagersOf(job));
    }

    private long awaitCheckpoints(String job) throws Exception {
        return narrator.await("WindowJoin has completed checkpoints", PATIENCE, watch::detail, () -> {
            long completed = rest.completedCheckpoints(job);
            return completed > 1 ? completed : null;
        });
    }

    private void tellOfTasks(Set<String> before, Set<String> used) throws InterruptedException, IOException {
        Set<String> after = mesos.running();
        int launches = cluster.sandboxes().runs();
        if (!after.equals(before)
                || !used.equals(before)
                || launches != mesos.states().size()) {
            throw new DemoFailure("the workers were not taken over: " + before + " ran before, " + after
                    + " run now, the job uses " + used + ", " + launches + " launches");
        }
        narrator.say("            the same Mesos tasks are RUNNING: " + String.join(" and ", after));
        narrator.say("            none was launched twice: " + launches + " launches of "
                + mesos.states().size() + " tasks in all");
    }

    private void awaitRest(String what) throws Exception {
        narrator.await(what, PATIENCE, watch::detail, () -> {
            watch.check();
            return rest.answers() ? Boolean.TRUE : null;
        });
    }
}
