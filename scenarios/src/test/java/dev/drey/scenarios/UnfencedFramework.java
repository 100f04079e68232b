/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Host;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.SimulatedStore.Outcome;
import dev.drey.simulator.world.Timeline;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * A framework whose processes write to the store with the rights of the newest one, as if nobody checked the epoch.
 *
 * @param <S> its durable memory
 */
final class UnfencedFramework<S> implements Framework<S> {
    private final Framework<S> framework;

    /* Each run starts anew with life 1; runs do not overlap. */
    private Host<S> newest;

    UnfencedFramework(Framework<S> framework) {
        this.framework = framework;
    }

    @Override
    public S nothing() {
        return framework.nothing();
    }

    @Override
    public Set<String> tasks(S memory) {
        return framework.tasks(memory);
    }

    @Override
    public Client start(Host<S> host) {
        newest = host;
        return framework.start(new UnfencedHost(host));
    }

    private final class UnfencedHost implements Host<S> {
        private final Host<S> host;

        UnfencedHost(Host<S> host) {
            this.host = host;
        }

        @Override
        public void write(UnaryOperator<S> change, Consumer<Outcome> then) {
            newest.write(change, then);
        }

        @Override
        public int life() {
            return host.life();
        }

        @Override
        public Timeline timeline() {
            return host.timeline();
        }

        @Override
        public Instant steadyNow() {
            return host.steadyNow();
        }

        @Override
        public Choices choices() {
            return host.choices();
        }

        @Override
        public Plan.Cluster cluster() {
            return host.cluster();
        }

        @Override
        public long epoch() {
            return host.epoch();
        }

        @Override
        public S found() {
            return host.found();
        }

        @Override
        public Mesos connect(Scheduler callbacks) {
            return host.connect(callbacks);
        }

        @Override
        public void exit(String reason) {
            host.exit(reason);
        }
    }
}
