/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A durable memory of one value, as a framework keeps it in ZooKeeper or a database, with all that goes wrong there.
 *
 * <p>Opening begins a new session and fences the earlier ones. Writes of a session are carried out in order. A torn
 * write is durable although its writer is told that it failed.
 *
 * @param <S> what is remembered; immutable
 */
public final class SimulatedStore<S> {
    private static final Duration HALF_WAY = Duration.ofMillis(2);

    private final Timeline timeline;
    private final Choices choices;
    private final List<UnaryOperator<S>> underWay = new ArrayList<>();
    private S contents;
    private long epoch;
    private boolean expired;
    private Duration slowness = Duration.ZERO;
    private double failing;
    private double torn;

    public SimulatedStore(Timeline timeline, Choices choices, S empty) {
        this.timeline = timeline;
        this.choices = choices;
        this.contents = empty;
    }

    /** What becomes of a write. */
    public enum Outcome {
        /** It survives. */
        DURABLE,
        /** It is not known whether it survives; it may be tried again. */
        FAILED,
        /** It was refused, as all later ones of this session will be. */
        FENCED
    }

    /** Begins a session. */
    public Session open() {
        epoch++;
        expired = false;
        return new Session(epoch, contents);
    }

    /** What is durable. */
    public S contents() {
        return contents;
    }

    /** What is durable once all writes under way are. */
    public S anticipated() {
        S state = contents;
        for (var change : underWay) {
            state = change.apply(state);
        }
        return state;
    }

    /** Changes at once what is durable, as an operator or another version of the writer does. */
    public void rewrite(UnaryOperator<S> change) {
        contents = change.apply(contents);
    }

    /** Each write takes this much longer from now on. */
    public void slowDown(Duration extra) {
        slowness = extra;
    }

    /** From now on writes fail, or are torn, at these rates. */
    public void disturb(double failingRate, double tornRate) {
        failing = failingRate;
        torn = tornRate;
    }

    /** The present session loses its right to write. */
    public void expireSession() {
        expired = true;
    }

    /** Whether writes may be late or fail. */
    public boolean isTroubled() {
        return !slowness.isZero() || failing > 0 || torn > 0 || expired;
    }

    /** Ends all trouble, but the loss of a session. */
    public void heal() {
        slowDown(Duration.ZERO);
        disturb(0, 0);
    }

    /** From one opening to the next. */
    public final class Session {
        private final long number;
        private final S found;
        private Instant lastArrival = Instant.MIN;

        private Session(long number, S found) {
            this.number = number;
            this.found = found;
        }

        /** Greater than that of every earlier session. */
        public long epoch() {
            return number;
        }

        /** What was durable when the session began. */
        public S found() {
            return found;
        }

        /** Makes a change durable and tells the outcome later. */
        public void write(UnaryOperator<S> change, Consumer<Outcome> then) {
            underWay.add(change);
            var arrival = timeline.now().plus(HALF_WAY).plus(slowness);
            lastArrival = arrival.isAfter(lastArrival) ? arrival : lastArrival;
            timeline.after(Duration.between(timeline.now(), lastArrival), "write", () -> {
                underWay.remove(change);
                var outcome = carryOut(change);
                timeline.after(HALF_WAY, "answer of the store", () -> then.accept(outcome));
            });
        }

        private Outcome carryOut(UnaryOperator<S> change) {
            if (number != epoch || expired) {
                return Outcome.FENCED;
            }
            if (choices.happens("write fails", failing)) {
                return Outcome.FAILED;
            }
            contents = change.apply(contents);
            return choices.happens("write is torn", torn) ? Outcome.FAILED : Outcome.DURABLE;
        }
    }
}
