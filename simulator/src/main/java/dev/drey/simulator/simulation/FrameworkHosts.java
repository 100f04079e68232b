/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.world.SimulatedStore;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the processes of the framework: starts one, kills it, starts it again, and now and then two at once.
 *
 * @param <S> the durable memory of the framework
 */
final class FrameworkHosts<S> {
    static final String NODE = "scheduler";
    private static final Duration RESTART = Duration.ofSeconds(5);

    private final Framework<S> framework;
    private final Plan.Cluster cluster;
    private final Timeline timeline;
    private final SimulatedStore<S> store;
    private final SimMesos.Surroundings surroundings;
    private final List<FrameworkProcess<S>> alive = new ArrayList<>();
    private int lives;
    private int wanted;
    private Optional<Armed> armed = Optional.empty();

    private record Armed(CrashPoint point, Duration down) {}

    FrameworkHosts(
            Framework<S> framework,
            Plan.Cluster cluster,
            Timeline timeline,
            SimulatedStore<S> store,
            SimMesos.Surroundings surroundings) {
        this.framework = framework;
        this.cluster = cluster;
        this.timeline = timeline;
        this.store = store;
        this.surroundings = surroundings;
    }

    /** Starts a process, whether or not one is alive. */
    void start() {
        lives++;
        var process = new FrameworkProcess<>(this, lives);
        alive.add(process);
        seam().saw(new Observation.Started(lives));
        process.begin(framework, wanted);
    }

    void startUnlessAlive() {
        if (alive.isEmpty()) {
            start();
        }
    }

    void want(int count) {
        wanted = count;
        seam().note(Seam.FRAMEWORK, Kind.WANT, count + " tasks");
        List.copyOf(alive).forEach(process -> process.want(count));
    }

    int wanted() {
        return wanted;
    }

    /** The newest process. */
    Optional<FrameworkProcess<S>> newest() {
        return alive.isEmpty() ? Optional.empty() : Optional.of(alive.get(alive.size() - 1));
    }

    /** The newest process dies when it gets to this point. */
    void crash(CrashPoint point, Duration down) {
        if (point == CrashPoint.NOW) {
            newest().ifPresent(process -> die(process, down));
        } else {
            armed = Optional.of(new Armed(point, down));
        }
    }

    /** The newest process ends; another version takes up the memory. */
    void upgrade(Duration down) {
        newest().ifPresent(process -> {
            die(process, down);
            store.rewrite(framework::upgraded);
        });
    }

    void disarm() {
        armed = Optional.empty();
    }

    /** Whether a process dies as it gets to this point. */
    boolean trips(FrameworkProcess<S> process, CrashPoint point) {
        var trap = armed.filter(set -> set.point() == point);
        boolean trips =
                trap.isPresent() && newest().filter(newest -> newest == process).isPresent();
        if (trips) {
            armed = Optional.empty();
            seam().note(Seam.FRAMEWORK, Kind.FAULT, "crash point " + point + " is reached");
            die(process, trap.get().down());
        }
        return trips;
    }

    void exited(FrameworkProcess<S> process, String reason) {
        if (alive.contains(process)) {
            seam().note(Seam.FRAMEWORK, Kind.END, "exits: " + reason + " #" + process.life());
            die(process, RESTART);
        }
    }

    private void die(FrameworkProcess<S> process, Duration down) {
        alive.remove(process);
        process.die();
        seam().saw(new Observation.Ended(process.life()));
        timeline.after(down, "framework is started", this::startUnlessAlive);
    }

    Plan.Cluster cluster() {
        return cluster;
    }

    Timeline timeline() {
        return timeline;
    }

    SimulatedStore<S> store() {
        return store;
    }

    SimMesos.Surroundings surroundings() {
        return surroundings;
    }

    private Seam seam() {
        return surroundings.seam();
    }
}
