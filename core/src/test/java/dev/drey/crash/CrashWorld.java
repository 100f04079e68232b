/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.Metric;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.simulator.world.VirtualTimeline;
import dev.drey.store.MemoryStore;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.TaskState;

/** An appmaster on a simulated Mesos that lives through a story, and crashes after given effects of it. */
final class CrashWorld {
    private static final int WANTED = 2;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMinutes(17);
    static final WorkerProfile PROFILE =
            new WorkerProfile("default", Map.of("cpus", Amount.of(1), "mem", Amount.of(512)), 1);
    static final SchedulerSettings SETTINGS = SchedulerSettings.of(
            new FrameworkSettings(
                    "drey",
                    "nobody",
                    Set.of("*"),
                    Duration.ofDays(7),
                    true,
                    "localhost",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of("PARTITION_AWARE", "TASK_KILLING_STATE", "MULTI_ROLE", "RESERVATION_REFINEMENT"),
                    Map.of()),
            "w");

    private final VirtualTimeline timeline = new VirtualTimeline(BEGINNING);
    private final TestMesos mesos = new TestMesos(timeline);
    private final TestOperator operator = new TestOperator(mesos);
    private final MemoryStore disk = new MemoryStore();
    private final Set<String> launched = new LinkedHashSet<>();
    private final List<TestAppmaster> deposed = new ArrayList<>();
    private final CrashStory story;
    private final Set<Integer> crashes;
    private TestAppmaster appmaster;
    private int cutOff;
    private int effects;

    CrashWorld(CrashStory story, Set<Integer> crashes) {
        this.story = story;
        this.crashes = crashes;
    }

    /** How many effects that reach beyond the process there were while something happened. */
    int effects() {
        return effects;
    }

    /** What the last appmaster counted. */
    Set<Metric> counted() {
        return appmaster.counted();
    }

    CrashWorld play() {
        start();
        story.scenes()
                .forEach(scene ->
                        timeline.after(scene.at(), "story", () -> scene.action().accept(this)));
        timeline.runUntil(BEGINNING.plus(story.length()));
        var counted = effects;
        timeline.runUntil(BEGINNING.plus(story.length()).plus(SETTLING));
        effects = counted;
        return this;
    }

    private void start() {
        try {
            appmaster = new TestAppmaster(SETTINGS, mesos, timeline, disk.sibling(), launched, this::afterEffect);
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
        appmaster.begin(PROFILE, WANTED);
    }

    private void afterEffect(TestAppmaster actor) {
        effects++;
        if (crashes.contains(effects)) {
            actor.crash();
            timeline.after(DOWN, "appmaster starts", () -> {
                if (actor == appmaster) {
                    start();
                }
            });
        }
    }

    void failOne() {
        mesos.failOne();
    }

    void releaseOne() {
        disk.state().workers().stream().findFirst().ifPresent(worker -> {
            appmaster.step(new Input.WorkerReleased(worker.task()));
            appmaster.step(new Input.WorkersDeclared(PROFILE, WANTED));
        });
    }

    void disconnect() {
        appmaster.disconnect();
    }

    void cutOff() {
        cutOff = mesos.used();
        mesos.cut(cutOff);
    }

    void heal() {
        mesos.heal(cutOff);
    }

    void scheduleMaintenance() {
        operator.schedule(mesos.used(), timeline.now().plus(Duration.ofMinutes(10)));
    }

    void drain() {
        operator.drain(mesos.used());
    }

    void tearDown() {
        disk.state().framework().ifPresent(operator::tearDown);
    }

    void failMasterOver() {
        mesos.failOver();
        appmaster.masterLost();
    }

    void takeOver() {
        deposed.add(appmaster);
        start();
    }

    /**
     * As many run as are wanted; master, store and client know exactly these; everything is acknowledged; and whoever
     * was deposed is silent.
     */
    void isInOrder() {
        var running = mesos.running();
        assertThat(running).hasSize(WANTED);
        assertThat(mesos.tasks()).allSatisfy(task -> assertThat(task.state()).isEqualTo(TaskState.TASK_RUNNING));
        assertThat(mesos.tasks())
                .extracting(task -> task.info().getTaskId().getValue())
                .containsExactlyInAnyOrderElementsOf(running);
        assertThat(disk.state().workers()).extracting(WorkerRecord::goal).containsOnly(WorkerRecord.Goal.LAUNCHED);
        assertThat(disk.state().workers())
                .extracting(worker -> worker.task().value())
                .containsExactlyInAnyOrderElementsOf(running);
        var known = new TreeSet<String>();
        appmaster.known().forEach(task -> known.add(task.value()));
        assertThat(known).isEqualTo(running);
        assertThat(deposed).allMatch(TestAppmaster::isDead);
    }
}
