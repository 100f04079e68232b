/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.SimulatedStore;
import dev.drey.simulator.world.SimulatedStore.Outcome;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * One process of the framework, from its start to its end. Once it is over nothing it does has any effect.
 *
 * @param <S> the durable memory of the framework
 */
final class FrameworkProcess<S> implements Host<S> {
    private final FrameworkHosts<S> hosts;
    private final int number;
    private final Life life;
    private final Choices choices;
    private final SimulatedStore<S>.Session session;
    private Optional<Framework.Client> client = Optional.empty();
    private Optional<SimMesos> mesos = Optional.empty();

    FrameworkProcess(FrameworkHosts<S> hosts, int number) {
        this.hosts = hosts;
        this.number = number;
        this.life = new Life(hosts.timeline());
        this.choices = hosts.surroundings().choices().fork("life-" + number);
        this.session = hosts.store().open();
    }

    void begin(Framework<S> framework, int wanted) {
        client = Optional.of(framework.start(this));
        want(wanted);
    }

    void want(int count) {
        life.run(() -> client.ifPresent(told -> told.want(count)));
    }

    void die() {
        life.end();
        mesos.ifPresent(SimMesos::hangUp);
    }

    boolean isPaused() {
        return life.isPaused();
    }

    void pause() {
        life.pause();
    }

    void goOn() {
        life.goOn();
    }

    void setClockForward(Duration by) {
        life.setClockForward(by);
    }

    void flap() {
        mesos.ifPresent(SimMesos::flap);
    }

    @Override
    public int life() {
        return number;
    }

    @Override
    public Timeline timeline() {
        return life;
    }

    @Override
    public Instant steadyNow() {
        return hosts.timeline().now();
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public Plan.Cluster cluster() {
        return hosts.cluster();
    }

    @Override
    public long epoch() {
        return session.epoch();
    }

    @Override
    public S found() {
        return session.found();
    }

    @Override
    public void write(UnaryOperator<S> change, Consumer<Outcome> then) {
        if (life.isOver() || hosts.trips(this, CrashPoint.BEFORE_PERSIST)) {
            return;
        }
        session.write(change, outcome -> {
            hosts.surroundings().seam().note(Seam.FRAMEWORK, Kind.WRITE, outcome + " #" + number);
            if (life.isOver() || outcome == Outcome.DURABLE && hosts.trips(this, CrashPoint.AFTER_PERSIST)) {
                return;
            }
            life.run(() -> then.accept(outcome));
        });
    }

    @Override
    public Mesos connect(Scheduler callbacks) {
        var line = new SimMesos(number, FrameworkHosts.NODE, life, hosts.surroundings(), callbacks);
        mesos = Optional.of(line);
        return new Tripwire(line);
    }

    @Override
    public void exit(String reason) {
        hosts.exited(this, reason);
    }

    /** Kills the process at the points where it talks to Mesos. */
    private final class Tripwire implements Mesos {
        private final SimMesos line;

        Tripwire(SimMesos line) {
            this.line = line;
        }

        @Override
        public void send(Call call) {
            if (life.isOver()
                    || call.hasAccept() && trips(CrashPoint.BEFORE_SEND)
                    || call.hasAcknowledge() && trips(CrashPoint.BEFORE_ACK)) {
                return;
            }
            line.send(call);
            if (call.hasAccept()) {
                trips(CrashPoint.AFTER_SEND);
            } else if (call.hasAcknowledge()) {
                trips(CrashPoint.AFTER_ACK);
            }
        }

        private boolean trips(CrashPoint point) {
            return hosts.trips(FrameworkProcess.this, point);
        }

        @Override
        public void reconnect() {
            line.reconnect();
        }
    }
}
